"use strict";
// The drawing itself: also inside the offline page, so it asks nobody unless a server is there.
(() => {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const { nodes, edges, options } = read("data");
  const names = read("names");
  const box = document.getElementById("graph"), legend = document.getElementById("legend");
  const MANY = 300; // more than so many nodes are shown in groups, and are moved by hand alone
  const small = box.classList.contains("small");

  // vis-network reads no colour but rgb(): let the browser mix what the style sheet says and take what it painted.
  const probe = document.createElement("span"), dab = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  probe.hidden = true; document.body.append(probe);
  let colours = new Map();
  const style = (css, kind = "") => {
    const key = `${css} ${kind}`;
    if (!colours.has(key)) {
      probe.className = kind ? `kind-${kind}` : ""; probe.style.color = css;
      dab.fillStyle = getComputedStyle(probe).color; dab.fillRect(0, 0, 1, 1);
      const [r, g, b] = dab.getImageData(0, 0, 1, 1).data;
      colours.set(key, `rgb(${r},${g},${b})`);
    }
    return colours.get(key);
  };
  const short = (text) => (text.length > 16 ? `${text.slice(0, 15)}…` : text);
  const tooltip = (text) => { const p = document.createElement("div"); p.textContent = text; return p; };
  const letters = (size, css) => ({ color: style(css), size, strokeWidth: 4, strokeColor: style("var(--card)") });
  const node = (n) => {
    const full = n.full || n.label;
    return {
      id: n.id, kind: n.kind, full, count: n.count, label: n.count ? `${short(full)} · ${n.count}` : short(full), title: tooltip(n.count ? `${full}（${n.count}）` : full),
      color: style("var(--kind)", n.kind), shape: "dot", size: n.count ? 16 + Math.min(34, 2 * Math.sqrt(n.count)) : 14, borderWidth: n.count ? 5 : 1, font: letters(small ? 20 : 15, "var(--ink)"),
    };
  };
  const edge = (e) => ({
    id: e.id, from: e.from, to: e.to, label: e.label, count: e.count, arrows: { to: { enabled: true, scaleFactor: 0.7 } }, width: 1 + Math.min(5, Math.log2(e.count || 1)),
    color: { color: style("color-mix(in srgb, var(--soft) 55%, var(--card))"), inherit: false }, font: letters(small ? 15 : 11, "var(--soft)"),
  });

  const model = window.policyClusters(names), hidden = new Set();
  model.add(nodes, edges);
  if (nodes.length > MANY) model.gather(nodes[0].id);
  const data = { nodes: new vis.DataSet(), edges: new vis.DataSet() };
  // New nodes start in a spiral around the place they came out of: without motion too they lie side by side.
  const spiral = (at, i) => ({ x: at.x + 34 * Math.sqrt(i + 1) * Math.cos(2.4 * i), y: at.y + 34 * Math.sqrt(i + 1) * Math.sin(2.4 * i) });
  const level = (set, wanted, key) => {
    const ids = new Set(wanted.map((w) => w.id)), old = set.getIds().filter((id) => !ids.has(id));
    set.remove(old);
    set.update(wanted.filter((w) => { const known = set.get(w.id); return !known || key(known) !== key(w); }));
  };
  const sync = (at = null) => {
    const shown = model.visible(hidden);
    let i = 0;
    const wanted = shown.nodes.map((n) => (at && !data.nodes.get(n.id) ? { ...node(n), ...spiral(at, i++) } : node(n)));
    level(data.nodes, wanted, (n) => n.label);
    level(data.edges, shown.edges.map(edge), (e) => `${e.count}`);
  };
  sync();

  const gentle = data.nodes.length < 40 ? { barnesHut: { ...options.physics.barnesHut, gravitationalConstant: -2600, springLength: small ? 70 : 95 } } : {};
  const network = new vis.Network(box, data, {
    ...options, interaction: { hover: true, hideEdgesOnDrag: data.edges.length > 600, keyboard: { enabled: true, bindToWindow: false } },
    edges: { smooth: data.edges.length < 400 }, physics: { ...options.physics, ...gentle, stabilization: { iterations: 160, fit: true } }, layout: { improvedLayout: data.nodes.length < 80, randomSeed: 7 },
  });
  const fit = (animation = false) => { network.fit({ maxZoomLevel: 1.3, animation }); if (!animation) network.moveTo({ scale: network.getScale() * 0.9 }); };
  const still = () => { network.setOptions({ physics: { enabled: false } }); };
  const settled = () => { if (!box.dataset.settled) { box.dataset.settled = Math.round(performance.now()); fit(); } if (data.nodes.length > MANY) still(); };
  network.once("stabilizationIterationsDone", settled);
  setTimeout(settled, 8000); // a graph of one node never says that it is done
  const redraw = () => { colours = new Map(); data.nodes.update(data.nodes.get().map(node)); data.edges.update(data.edges.get().map(edge)); };
  addEventListener("policy-theme", redraw);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);

  const drawLegend = () => {
    if (!legend) return;
    legend.replaceChildren(...[...model.kinds()].map(([kind, count]) => {
      const button = document.createElement("button");
      button.type = "button"; button.className = `chip kind-${kind}`; button.textContent = `${names[kind] || kind} ${count}`;
      button.setAttribute("aria-pressed", String(!hidden.has(kind)));
      button.addEventListener("click", () => { if (hidden.has(kind)) hidden.delete(kind); else hidden.add(kind); sync(); drawLegend(); legend.querySelector(`.kind-${kind}`).focus(); });
      return button;
    }));
  };
  drawLegend();

  const listeners = [];
  const place = (id) => (data.nodes.get(id) ? network.getPosition(id) : { x: 0, y: 0 });
  const change = (id, work) => {
    const before = model.keep(), count = data.nodes.length, lines = data.edges.length, at = place(id);
    work();
    if (model.visible(hidden).nodes.length > MANY) still();
    sync(at); drawLegend();
    if (data.nodes.length !== count || data.edges.length !== lines) listeners.forEach((tell) => tell({ id, undo: () => { before(); sync(at); drawLegend(); } }));
  };
  const expand = async (id) => {
    if (model.isGroup(id)) { change(id, () => model.open(id)); return; }
    const reply = await fetch(`/api/graph?depth=1&limit=60&focus=${encodeURIComponent(id)}`);
    if (!reply.ok) return;
    const more = await reply.json();
    change(id, () => { model.add(more.nodes, more.edges); model.show(more.nodes.map((n) => n.id)); });
  };
  const reveal = (ids) => { if (ids.some((id) => !data.nodes.get(id))) change(ids[0], () => model.show(ids)); };
  const online = location.protocol.startsWith("http");
  let timer = 0;
  network.on("click", (event) => { clearTimeout(timer); const id = event.nodes[0]; if (id && (online || model.isGroup(id))) timer = setTimeout(() => expand(id), 300); });
  if (online) network.on("doubleClick", (event) => { clearTimeout(timer); const local = event.nodes.length && event.nodes[0].split("/id/")[1]; if (local) location.href = `/page/${local}`; });
  window.policyGraph = { network, data, model, expand, reveal, fit, onExpand: (tell) => listeners.push(tell) };
})();
