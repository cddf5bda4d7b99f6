"use strict";
// Upload by choosing or dropping files, one after another, with progress and a report; removal after a question.
(() => {
  const { element, t } = window.policy;
  const form = document.getElementById("upload"), file = document.getElementById("file");
  const reports = document.getElementById("reports"), zone = document.getElementById("drop");
  const token = document.getElementById("token");
  const headers = () => (token && token.value ? { Authorization: `Bearer ${token.value}` } : {});
  const problem = (reply) => { try { return JSON.parse(reply).detail; } catch { return t("服务器没有给出说明"); } };
  const told = (box, report) => {
    const counts = Object.entries(report.counts).map(([name, n]) => `${t(name)} ${n}`).join(" · ");
    const head = element("h3");
    head.append(element("a", report.title || report.id, { href: `/page/${encodeURIComponent(report.id)}` }));
    box.replaceChildren(head, element("p", `${t(report.status)} · ${report.triples} ${t("条三元组")} · ${t("读懂")} ${(100 * report.coverage).toFixed(1)}%`), element("p", counts, { class: "meta" }));
    if (report.leftovers.length) {
      const more = element("details");
      more.append(element("summary", `${t("没有读懂的文字")} ${report.leftovers.length}`), ...report.leftovers.map((l) => element("p", l.text, { class: "quote" })));
      box.append(more);
    }
    report.warnings.forEach((warning) => box.append(element("p", warning, { class: "meta" })));
  };
  const send = (chosen) => new Promise((done) => {
    const box = element("article", "", { class: "card" }), bar = element("progress", "", { max: "1", value: "0", "aria-label": chosen.name });
    const state = element("p", `${chosen.name}：${t("正在上传")}…`);
    box.append(state, bar); reports.prepend(box);
    const request = new XMLHttpRequest();
    request.open("POST", "/api/documents");
    for (const [name, value] of Object.entries(headers())) request.setRequestHeader(name, value);
    request.upload.addEventListener("progress", (event) => { if (event.lengthComputable) bar.value = event.loaded / event.total; });
    request.upload.addEventListener("load", () => { bar.removeAttribute("value"); state.textContent = `${chosen.name}：${t("正在读取与理解")}…`; });
    request.addEventListener("loadend", () => {
      if (request.status === 201 || request.status === 200) told(box, JSON.parse(request.responseText));
      else box.replaceChildren(element("p", `${chosen.name}：${problem(request.responseText)}`, { role: "alert" }));
      done();
    });
    const body = new FormData(); body.append("file", chosen); request.send(body);
  });
  const all = async (files) => { for (const one of files) await send(one); };
  form.addEventListener("submit", (event) => { event.preventDefault(); all([...file.files]); });
  ["dragover", "dragleave", "drop"].forEach((name) => zone.addEventListener(name, (event) => {
    event.preventDefault();
    zone.classList.toggle("over", name === "dragover");
    if (name === "drop") all([...event.dataTransfer.files]);
  }));
  const dialog = document.getElementById("removal");
  document.querySelectorAll("[data-remove]").forEach((button) => button.addEventListener("click", () => {
    dialog.querySelector("p").textContent = `${t("移除")} 《${button.dataset.title}》？`;
    dialog.returnValue = ""; dialog.showModal();
    dialog.onclose = async () => {
      if (dialog.returnValue !== "yes") return;
      const reply = await fetch(`/api/documents/${encodeURIComponent(button.dataset.remove)}`, { method: "DELETE", headers: headers() });
      if (reply.ok) button.closest("tr").remove();
      else reports.prepend(element("p", problem(await reply.text()), { role: "alert", class: "card" }));
    };
  }));
})();
