"use strict";
// Suggestions while typing: a combobox by the ARIA pattern, worked with arrows, Enter and Escape.
(() => {
  const { element, t } = window.policy;
  const input = document.getElementById("q");
  if (!input) return;
  const list = element("ul", "", { id: "suggestions", class: "suggestions", role: "listbox", "aria-label": t("建议") });
  list.hidden = true;
  input.form.append(list);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-controls": "suggestions", "aria-autocomplete": "list", "aria-expanded": "false", autocomplete: "off" })) input.setAttribute(name, value);
  let items = [], at = -1, timer = 0, asked = "";
  const close = () => { list.hidden = true; at = -1; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); };
  const choose = (item) => { close(); if (item.href) location.href = item.href; else { input.value = item.text; input.form.requestSubmit(); } };
  const show = () => {
    list.replaceChildren(...items.map((item, i) => {
      const line = element("li", "", { role: "option", id: `suggestion-${i}`, "aria-selected": String(i === at) });
      line.append(element("span", item.text), element("span", item.name || "", { class: item.kind ? `chip kind-${item.kind}` : "meta" }));
      line.addEventListener("mousedown", (event) => { event.preventDefault(); choose(item); });
      return line;
    }));
    list.hidden = items.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    if (at >= 0) input.setAttribute("aria-activedescendant", `suggestion-${at}`); else input.removeAttribute("aria-activedescendant");
  };
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      asked = input.value.trim();
      if (!asked) { close(); return; }
      const wanted = asked;
      const reply = await fetch(`/api/suggest?q=${encodeURIComponent(wanted.slice(0, 100))}`);
      if (!reply.ok || wanted !== asked || document.activeElement !== input) return;
      items = await reply.json(); at = -1; show();
    }, 120);
  });
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "Escape") { close(); event.preventDefault(); }
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      at = (at + (event.key === "ArrowDown" ? 1 : -1) + items.length + 1) % (items.length + 1);
      if (at === items.length) at = -1;
      show(); event.preventDefault();
    } else if (event.key === "Enter" && at >= 0) { event.preventDefault(); choose(items[at]); }
  });
  input.addEventListener("blur", close);
})();
