"use strict";
// What the graph page adds to the drawing: undo, pins, search inside, paths, pictures, links that restore the view.
(() => {
  const { network, data, model, expand, reveal, fit, onExpand } = window.policyGraph;
  const { t, save, element } = window.policy;
  const by = (id) => document.getElementById(id);
  const steps = [], undo = by("undo");
  const remember = () => history.replaceState(null, "", `#${steps.map((s) => encodeURIComponent(s.id)).join(",")}`);
  onExpand((added) => { steps.push(added); undo.disabled = false; remember(); });
  undo.addEventListener("click", () => { const last = steps.pop(); if (last) last.undo(); undo.disabled = !steps.length; remember(); });
  (async () => { for (const id of location.hash.slice(1).split(",").filter(Boolean)) await expand(decodeURIComponent(id)); })();

  by("fit").addEventListener("click", () => fit(true));
  by("pin").addEventListener("click", (event) => { const on = event.target.getAttribute("aria-pressed") !== "true"; event.target.setAttribute("aria-pressed", String(on)); network.setOptions({ physics: { enabled: !on } }); });
  by("find").addEventListener("input", (event) => { const words = event.target.value.trim(); const found = words ? model.find(words).slice(0, 20) : []; if (found.length) reveal(found); network.selectNodes(found.filter((id) => data.nodes.get(id))); if (found.length && data.nodes.get(found[0])) network.focus(found[0], { scale: 1, animation: true }); });

  by("png").addEventListener("click", () => {
    const canvas = document.querySelector("#graph canvas"), copy = document.createElement("canvas");
    copy.width = canvas.width; copy.height = canvas.height;
    const pen = copy.getContext("2d");
    pen.fillStyle = getComputedStyle(by("graph")).backgroundColor; pen.fillRect(0, 0, copy.width, copy.height); pen.drawImage(canvas, 0, 0);
    save("graph.png", copy.toDataURL("image/png"), "image/png");
  });
  const escape = (text) => text.replace(/[<>&"]/g, (c) => ({ "<": "&lt;", ">": "&gt;", "&": "&amp;", '"': "&quot;" })[c]);
  by("svg").addEventListener("click", () => {
    const at = network.getPositions(), seen = data.nodes.get().filter((n) => !n.hidden), ids = new Set(seen.map((n) => n.id));
    const xs = seen.map((n) => at[n.id].x), ys = seen.map((n) => at[n.id].y), left = Math.min(...xs) - 80, top = Math.min(...ys) - 40;
    const lines = data.edges.get().filter((e) => ids.has(e.from) && ids.has(e.to)).map((e) => `<line x1="${at[e.from].x}" y1="${at[e.from].y}" x2="${at[e.to].x}" y2="${at[e.to].y}" stroke="#b8b2a7"><title>${escape(e.label || "")}</title></line>`);
    const dots = seen.map((n) => `<circle cx="${at[n.id].x}" cy="${at[n.id].y}" r="10" fill="${typeof n.color === "string" ? n.color : n.color.background}"/><text x="${at[n.id].x}" y="${at[n.id].y + 26}" font-size="13" text-anchor="middle" font-family="sans-serif">${escape(n.label)}</text>`);
    save("graph.svg", `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${left} ${top} ${Math.max(...xs) - left + 80} ${Math.max(...ys) - top + 60}">${lines.join("")}${dots.join("")}</svg>`, "image/svg+xml");
  });

  by("path").addEventListener("submit", async (event) => {
    event.preventDefault();
    const list = by("hops"), target = by("target").value.trim();
    if (!target) return;
    list.replaceChildren();
    const tell = (text, quote) => { const li = element("li", text); if (quote) li.append(element("p", `“${quote}”`, { class: "meta" })); list.append(li); };
    const reply = await fetch(`/api/path?source=${encodeURIComponent(by("focus").value)}&target=${encodeURIComponent(target)}`);
    const told = await reply.json();
    if (!reply.ok) { tell(told.detail); return; }
    if (!told.found) { tell(t("两者之间没有路径。")); return; }
    for (const hop of told.hops) { tell(hop.sentence || `${hop.source_label} — ${hop.label} — ${hop.target_label}`, hop.evidence?.[0]?.quote); await expand(hop.source); }
    network.selectNodes(told.hops.flatMap((h) => [h.source, h.target]).filter((id) => data.nodes.get(id)));
  });
})();
