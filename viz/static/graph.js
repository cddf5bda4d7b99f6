"use strict";
(() => {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const { nodes, edges, options } = read("data");
  const names = read("names");
  const box = document.getElementById("graph");
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const ink = dark ? "#e5e7eb" : "#1f2937";
  const data = { nodes: new vis.DataSet(nodes), edges: new vis.DataSet(edges) };
  options.nodes = { ...(options.nodes || {}), font: { color: ink, size: 15 } };
  options.edges = { ...(options.edges || {}), font: { color: ink, size: 11, strokeWidth: 0 }, color: { inherit: false, color: dark ? "#6b7280" : "#b8b2a7" } };
  const network = new vis.Network(box, data, options);
  const online = location.protocol.startsWith("http");
  const hidden = new Set();
  const legend = document.getElementById("legend");
  const drawLegend = () => {
    const counts = {};
    data.nodes.forEach((n) => { counts[n.kind] = (counts[n.kind] || 0) + 1; });
    legend.replaceChildren(...Object.entries(counts).map(([kind, count]) => {
      const button = document.createElement("button");
      button.type = "button"; button.className = "chip";
      button.textContent = `${(names[kind] || [kind])[0]} ${count}`;
      button.style.borderColor = (names[kind] || [kind, "#64748b"])[1];
      button.setAttribute("aria-pressed", String(!hidden.has(kind)));
      button.addEventListener("click", () => {
        if (hidden.has(kind)) hidden.delete(kind); else hidden.add(kind);
        data.nodes.update(data.nodes.get().filter((n) => n.kind === kind).map((n) => ({ id: n.id, hidden: hidden.has(kind) })));
        drawLegend();
      });
      return button;
    }));
  };
  drawLegend();
  const colour = (kind) => (names[kind] || [kind, "#64748b"])[1];
  const expand = async (id) => {
    const reply = await fetch(`/api/graph?depth=1&limit=60&focus=${encodeURIComponent(id)}`);
    if (!reply.ok) return;
    const more = await reply.json();
    data.nodes.update(more.nodes.filter((n) => !data.nodes.get(n.id)).map((n) => ({ ...n, title: n.label, label: n.label.length > 16 ? `${n.label.slice(0, 15)}…` : n.label, color: colour(n.kind), shape: "dot", size: 14 })));
    const known = new Set(data.edges.get().map((e) => `${e.from} ${e.to} ${e.label}`));
    data.edges.add(more.edges.filter((e) => !known.has(`${e.source} ${e.target} ${e.label}`)).map((e) => ({ from: e.source, to: e.target, label: e.label, arrows: "to" })));
    drawLegend();
  };
  if (online) {
    let timer = 0;
    network.on("click", (event) => { clearTimeout(timer); if (event.nodes.length) timer = setTimeout(() => expand(event.nodes[0]), 300); });
    network.on("doubleClick", (event) => { clearTimeout(timer); const place = event.nodes.length && event.nodes[0].split("/id/")[1]; if (place) location.href = `/page/${place}`; });
  }
  window.policyGraph = { network, data };
})();
