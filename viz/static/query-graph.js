"use strict";
// A result as a graph: what stands in one row is joined from left to right; triples as they are. The drawing is that of
// the graph pages, and is loaded when it is first asked for.
(() => {
  const { t, element } = window.policy;
  const by = (id) => document.getElementById(id), button = by("draw"), box = by("picture");
  const SHARED = new Set(["unit", "institution", "programme", "place", "industry", "term"]);
  const local = (iri) => (iri.includes("/id/") ? decodeURIComponent(iri.split("/id/")[1]).split("/") : null);
  const kindOf = (iri) => {
    const parts = local(iri);
    if (!parts) return "other";
    return parts.length === 1 ? "document" : SHARED.has(parts[0]) ? parts[0] : parts[parts.length - 2];
  };
  const labelOf = (iri) => { const parts = local(iri); return parts ? parts.slice(-2).join("/").replace(/^(unit|institution|programme|place|industry|term)\//, "") : iri.split(/[#/]/).pop(); };
  const load = (address) => new Promise((done, failed) => { const script = element("script", "", { src: address }); script.onload = done; script.onerror = failed; document.head.append(script); });

  const ofRows = (told) => told.results.bindings.flatMap((row) => {
    const cells = told.head.vars.filter((name) => row[name]?.type === "uri").map((name) => [name, row[name].value]);
    return cells.slice(1).map(([name, iri], i) => [cells[i][1], name, iri]);
  });
  const ofTriples = (text) => [...text.matchAll(/^<([^>]*)> <([^>]*)> <([^>]*)> \.$/gm)].map((m) => [m[1], m[2].split(/[#/]/).pop(), m[3]]);
  const joined = async () => {
    const headers = { Accept: "application/sparql-results+json, application/n-triples;q=0.5" };
    const reply = await fetch("/sparql", { method: "POST", body: new URLSearchParams({ query: by("text").value }), headers });
    if (!reply.ok) return [];
    if (!reply.headers.get("content-type").includes("json")) return ofTriples(await reply.text());
    const told = await reply.json();
    return "boolean" in told ? [] : ofRows(told);
  };
  button.addEventListener("click", async () => {
    const edges = (await joined()).slice(0, 2000);
    by("problem").textContent = edges.length ? "" : t("成图需要每行至少两个事物，或一个 CONSTRUCT。");
    if (!edges.length) return;
    const ids = [...new Set(edges.flatMap(([source, , target]) => [source, target]))];
    const data = { nodes: ids.map((id) => ({ id, label: labelOf(id), kind: kindOf(id), document: SHARED.has(kindOf(id)) ? null : (local(id) || [])[0] })),
      edges: edges.map(([from, label, to]) => ({ from, to, label })), options: JSON.parse(by("options").textContent) };
    const graph = element("div", "", { id: "graph", role: "img", "aria-label": t("结果的图谱") });
    box.replaceChildren(element("div", "", { id: "legend", class: "chips" }), graph, element("script", JSON.stringify(data), { id: "data", type: "application/json" }));
    if (!window.vis) await load(button.dataset.vis);
    if (!window.policyClusters) await load(button.dataset.clusters);
    await load(button.dataset.graph);
  });
})();
