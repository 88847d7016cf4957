"use strict";
// Says under the title of an open page that something was added to the store. The page itself stays as it is.
(() => {
  const box = document.getElementById("fresh");
  const number = new Intl.NumberFormat(document.documentElement.lang === "ar" ? "ar-u-nu-arab" : "en");
  let source = null;

  function tell(event) {
    const now = JSON.parse(event.data);
    if (now.revision <= Number(box.dataset.revision)) return;
    const more = now.reports - Number(box.dataset.reports);
    const text = more > 0 ? box.dataset.new.replace("{n}", number.format(more)) : box.dataset.changed;
    const link = document.createElement("a");
    link.href = location.href.split("#")[0];
    link.textContent = text;
    if (box.textContent !== text) box.replaceChildren(link);
  }

  // A page that nobody looks at keeps no stream open: browsers allow few of them to one server.
  function follow() {
    if (source) source.close();
    source = document.hidden ? null : new EventSource(box.dataset.changes);
    if (source) source.addEventListener("message", tell);
  }
  document.addEventListener("visibilitychange", follow);
  addEventListener("pagehide", () => source && source.close());
  follow();
})();
