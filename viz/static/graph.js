"use strict";
// The drawing itself: also inside the offline page, so it asks nobody unless a server is there.
(() => {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const { nodes, edges, options } = read("data");
  const names = read("names");
  const box = document.getElementById("graph"), legend = document.getElementById("legend");
  const probe = document.createElement("span");
  probe.hidden = true; document.body.append(probe);
  const style = (css, kind = "") => { probe.className = kind ? `kind-${kind}` : ""; probe.style.color = css; return getComputedStyle(probe).color; };
  const short = (text) => (text.length > 16 ? `${text.slice(0, 15)}…` : text);
  const tooltip = (text) => { const p = document.createElement("div"); p.textContent = text; return p; };
  const node = (n) => ({ id: n.id, kind: n.kind, full: n.full || n.label, label: short(n.full || n.label), title: tooltip(n.full || n.label), color: style("var(--kind)", n.kind), shape: "dot", size: 14, font: { color: style("var(--ink)"), size: 15 }, hidden: hidden.has(n.kind) });
  const edge = (e) => ({ from: e.from || e.source, to: e.to || e.target, label: e.label, arrows: "to", color: style("color-mix(in srgb, var(--soft) 45%, var(--card))"), font: { color: style("var(--soft)"), size: 11, strokeWidth: 0 } });
  const hidden = new Set();
  const data = { nodes: new vis.DataSet(nodes.map(node)), edges: new vis.DataSet(edges.map(edge)) };
  const many = nodes.length > 300;
  const network = new vis.Network(box, data, { ...options, interaction: { hover: !many, hideEdgesOnDrag: many, keyboard: { enabled: true, bindToWindow: false } }, physics: { ...options.physics, stabilization: { iterations: many ? 60 : 180, fit: true } }, layout: { improvedLayout: !many } });
  network.once("stabilizationIterationsDone", () => { if (many) network.setOptions({ physics: { enabled: false } }); });
  addEventListener("policy-theme", () => { data.nodes.update(data.nodes.get().map(node)); data.edges.update(data.edges.get().map((e) => ({ id: e.id, ...edge(e) }))); });

  const drawLegend = () => {
    if (!legend) return;
    const counts = {};
    data.nodes.forEach((n) => { counts[n.kind] = (counts[n.kind] || 0) + 1; });
    legend.replaceChildren(...Object.entries(counts).map(([kind, count]) => {
      const button = document.createElement("button");
      button.type = "button"; button.className = `chip kind-${kind}`; button.textContent = `${names[kind] || kind} ${count}`;
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

  const listeners = [];
  const expand = async (id) => {
    const reply = await fetch(`/api/graph?depth=1&limit=60&focus=${encodeURIComponent(id)}`);
    if (!reply.ok) return;
    const more = await reply.json();
    const fresh = more.nodes.filter((n) => !data.nodes.get(n.id));
    data.nodes.update(fresh.map(node));
    const known = new Set(data.edges.get().map((e) => `${e.from} ${e.to} ${e.label}`));
    const added = data.edges.add(more.edges.filter((e) => !known.has(`${e.source} ${e.target} ${e.label}`)).map(edge));
    drawLegend();
    if (fresh.length || added.length) listeners.forEach((tell) => tell({ id, nodes: fresh.map((n) => n.id), edges: added }));
  };
  if (location.protocol.startsWith("http")) {
    let timer = 0;
    network.on("click", (event) => { clearTimeout(timer); if (event.nodes.length) timer = setTimeout(() => expand(event.nodes[0]), 300); });
    network.on("doubleClick", (event) => { clearTimeout(timer); const place = event.nodes.length && event.nodes[0].split("/id/")[1]; if (place) location.href = `/page/${place}`; });
  }
  window.policyGraph = { network, data, expand, onExpand: (tell) => listeners.push(tell) };
})();
