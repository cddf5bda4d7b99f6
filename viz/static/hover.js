"use strict";
// A card for a marked name: what it is, what else it is called, how often it is mentioned. By mouse and by keyboard.
(() => {
  const { t, element } = window.policy;
  const base = document.querySelector("[data-ids]").dataset.ids, known = new Map();
  const card = element("div", "", { id: "hovercard", role: "tooltip", class: "hovercard" });
  card.hidden = true; document.body.append(card);
  let timer = 0, shown = null;
  const about = (link) => {
    const iri = base + decodeURIComponent(link.pathname.slice("/page/".length));
    if (!known.has(iri)) known.set(iri, fetch(`/api/entity?iri=${encodeURIComponent(iri)}`).then((reply) => (reply.ok ? reply.json() : null)).catch(() => null));
    return known.get(iri);
  };
  const hide = () => { clearTimeout(timer); card.hidden = true; if (shown) shown.removeAttribute("aria-describedby"); shown = null; };
  const show = async (link) => {
    const kind = (link.dataset.kind || link.title).split("：")[0], found = await about(link);
    if (!found || shown !== link) return;
    card.className = `hovercard ${[...link.classList].find((name) => name.startsWith("kind-")) || ""}`;
    card.replaceChildren(element("p", kind, { class: "meta" }), element("p", found.label, { class: "title" }));
    if (found.aliases.length) card.append(element("p", `${t("又称")}：${found.aliases.slice(0, 5).join("、")}`));
    card.append(element("p", `${t("提及")} ${found.mentions.length}`, { class: "meta" }));
    const at = link.getBoundingClientRect();
    card.hidden = false;
    card.style.left = `${scrollX + Math.max(8, Math.min(at.left, innerWidth - card.offsetWidth - 12))}px`;
    card.style.top = `${scrollY + (at.bottom + card.offsetHeight + 12 < innerHeight ? at.bottom + 6 : at.top - card.offsetHeight - 6)}px`;
    link.setAttribute("aria-describedby", "hovercard");
  };
  const start = (event) => {
    const link = event.target.closest("a.entity");
    if (!link || link === shown) return;
    hide(); shown = link;
    if (link.title) { link.dataset.kind = link.title; link.removeAttribute("title"); }
    timer = setTimeout(() => show(link), 250);
  };
  for (const name of ["pointerover", "focusin"]) document.addEventListener(name, start);
  for (const name of ["pointerout", "focusout"]) document.addEventListener(name, (event) => { if (event.target.closest("a.entity")) hide(); });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
})();
