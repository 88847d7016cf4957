"use strict";
// The map, its timeline and the points of control. All data come from this server; words come with the page.
(() => {
  const box = document.getElementById("map");
  const told = JSON.parse(box.dataset.told);
  const SHAPES = {
    happened: "settled", ongoing: "settled", failed: "foiled", prevented: "foiled",
    planned: "ahead", threatened: "ahead", possible: "ahead", "not-happened": "denied",
  };
  const CELL = 44; // pixels: events nearer to each other than that stand in one cluster
  const SVG = "http://www.w3.org/2000/svg";
  const number = new Intl.NumberFormat(told.language === "ar" ? "ar-u-nu-arab" : "en");
  const state = { features: [], since: "", until: "", chosen: box.dataset.chosen || "" };

  const map = L.map(box, { zoomControl: false, attributionControl: false, minZoom: 3, maxZoom: 14, worldCopyJump: false });
  L.control.zoom({ zoomInTitle: told.in, zoomOutTitle: told.out }).addTo(map);
  map.createPane("outlines").style.zIndex = 300;
  const spots = L.layerGroup().addTo(map);
  const doubt = L.layerGroup().addTo(map);
  const held = L.layerGroup().addTo(map);
  map.setView([35, 38], 6);

  async function load(address) {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  }

  function svg(name, attributes) {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  }

  function sign(shape) {
    const drawn = svg("svg", { width: 22, height: 22, viewBox: "0 0 18 18", "aria-hidden": "true" });
    drawn.append(shape === "ahead" ? svg("path", { class: "shape", d: "M9 2 16 9 9 16 2 9Z" })
      : svg("circle", { class: "shape", cx: 9, cy: 9, r: 6.5 }));
    if (shape === "foiled") drawn.append(svg("path", { class: "line", d: "M6 6 12 12M12 6 6 12" }));
    if (shape === "denied") drawn.append(svg("path", { class: "line", d: "M5 13 13 5" }));
    return drawn;
  }

  function within(feature) {
    const day = feature.properties.day;
    if (!state.since && !state.until) return true;
    return Boolean(day) && (!state.since || day >= state.since) && (!state.until || day <= state.until);
  }

  function named(feature) {
    const p = feature.properties;
    const place = told.language === "ar" ? p.place_ar : p.place_en;
    return [told.types[p.type], told.statuses[p.status], place, p.day].filter(Boolean).join(" · ");
  }

  function point(feature) {
    const [lon, lat] = feature.geometry.coordinates;
    return L.latLng(lat, lon);
  }

  function drawSpots() {
    const focused = document.activeElement && document.activeElement.dataset ? document.activeElement.dataset.key : "";
    spots.clearLayers();
    const cells = new Map();
    for (const feature of state.features.filter(within)) {
      const at = map.project(point(feature), map.getZoom());
      const key = `${Math.floor(at.x / CELL)}:${Math.floor(at.y / CELL)}`;
      if (!cells.has(key)) cells.set(key, []);
      cells.get(key).push(feature);
    }
    const view = map.getBounds().pad(0.5);
    for (const members of cells.values()) {
      const middle = members.length === 1 ? point(members[0]) : L.latLngBounds(members.map(point)).getCenter();
      if (view.contains(middle)) (members.length === 1 ? single : cluster)(members, middle);
    }
    if (focused) {
      const again = box.querySelector(`[data-key="${focused}"]`);
      if (again) again.focus({ preventScroll: true });
    }
  }

  function mark(at, icon, label, key, act) {
    const made = L.marker(at, { icon, keyboard: true, title: label, alt: label, riseOnHover: true }).addTo(spots);
    const element = made.getElement();
    element.setAttribute("aria-label", label);
    element.dataset.key = key;
    made.on("click", act);
    made.on("keypress", (e) => { if (e.originalEvent.key === "Enter") act(); });
    return element;
  }

  function single([feature], at) {
    const p = feature.properties;
    const icon = L.divIcon({ className: `spot ${SHAPES[p.status]} f-${p.family}`, html: sign(SHAPES[p.status]), iconSize: [24, 24] });
    const element = mark(at, icon, named(feature), feature.id, () => choose([feature]));
    if (feature.id === state.chosen) element.setAttribute("aria-current", "true");
  }

  function cluster(members, at) {
    const size = members.length < 10 ? 28 : members.length < 100 ? 34 : 42;
    const text = document.createElement("span");
    text.textContent = number.format(members.length);
    const icon = L.divIcon({ className: "spot cluster", html: text, iconSize: [size, size] });
    const label = `${told.here}: ${number.format(members.length)}`;
    mark(at, icon, label, `c${members[0].id}`, () => {
      const bounds = L.latLngBounds(members.map(point));
      if (map.getZoom() >= map.getMaxZoom() || bounds.getNorthEast().distanceTo(bounds.getSouthWest()) < 800) choose(members);
      else map.fitBounds(bounds.pad(0.4), { maxZoom: Math.min(map.getZoom() + 3, map.getMaxZoom()) });
    });
  }

  async function choose(features) {
    const shown = features.slice(0, 12);
    state.chosen = shown[0].id;
    doubt.clearLayers();
    const p = shown[0].properties;
    if (p.radius_km) {
      L.circle(point(shown[0]), { radius: p.radius_km * 1000, className: "doubt", interactive: false }).addTo(doubt);
    }
    for (const other of box.querySelectorAll("[aria-current]")) other.removeAttribute("aria-current");
    const own = box.querySelector(`[data-key="${shown[0].id}"]`);
    if (own) own.setAttribute("aria-current", "true");
    const pages = await Promise.all(shown.map(async (f) => {
      const answer = await fetch(`${box.dataset.brief}/${encodeURIComponent(f.id)}/brief`);
      return answer.ok ? answer.text() : "";
    }));
    const parsed = new DOMParser().parseFromString(pages.join(""), "text/html");
    document.getElementById("chosen").replaceChildren(...parsed.body.childNodes);
  }

  // The timeline: a bar a day (or more days, where there are many), dragged over to choose a period.
  const brush = document.getElementById("brush");
  const since = document.getElementById("b-since");
  const until = document.getElementById("b-until");
  const DAY = 86400000;
  const iso = (t) => new Date(t).toISOString().slice(0, 10);
  const isDay = (text) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
  const rtl = document.documentElement.dir === "rtl";
  let span = null;

  function measure() {
    const days = state.features.map((f) => f.properties.day).filter(Boolean).sort();
    if (!days.length) return null;
    // A few events of long ago would press all others into one bar: they stand in the first.
    const lone = Math.floor(days.length * 0.05);
    const last = Date.parse(days[days.length - 1]);
    const far = last - Date.parse(days[0]) > 3 * (last - Date.parse(days[lone]));
    const from = Date.parse(days[far ? lone : 0]);
    const count = Math.round((last - from) / DAY) + 1;
    const step = Math.max(1, Math.ceil(count / 120));
    const bars = new Array(Math.ceil(count / step)).fill(0);
    for (const day of days) bars[Math.max(0, Math.floor((Date.parse(day) - from) / DAY / step))] += 1;
    return { from, step, bars };
  }

  function drawBrush() {
    brush.replaceChildren();
    if (!span) return;
    const width = brush.clientWidth, height = brush.clientHeight, top = Math.max(...span.bars);
    brush.setAttribute("viewBox", `0 0 ${width} ${height}`);
    const wide = width / span.bars.length;
    const place = (k) => (rtl ? width - (k + 1) * wide : k * wide);
    span.bars.forEach((n, k) => {
      const start = iso(span.from + k * span.step * DAY), end = iso(span.from + ((k + 1) * span.step - 1) * DAY);
      const inside = (!state.since || end >= state.since) && (!state.until || start <= state.until);
      const tall = n ? Math.max(2, (n / top) * (height - 26)) : 0;
      const bar = svg("rect", { class: inside ? "bar in" : "bar", x: place(k) + 1, y: height - 18 - tall, width: Math.max(1, wide - 2), height: tall });
      const title = svg("title", {});
      title.textContent = `${start} – ${end}: ${number.format(n)}`;
      bar.append(title);
      brush.append(bar);
    });
    const marks = Math.max(1, Math.ceil(span.bars.length / Math.max(1, Math.floor(width / 110))));
    for (let k = 0; k < span.bars.length; k += marks) {
      const text = svg("text", { x: place(k) + wide / 2, y: height - 5, "text-anchor": "middle", direction: "ltr" });
      if (place(k) + wide / 2 < 32 || place(k) + wide / 2 > width - 32) continue;
      text.textContent = iso(span.from + k * span.step * DAY);
      brush.append(text);
    }
  }

  function at(event) {
    const area = brush.getBoundingClientRect();
    const share = (event.clientX - area.x) / area.width;
    const k = Math.floor((rtl ? 1 - share : share) * span.bars.length);
    return Math.min(span.bars.length - 1, Math.max(0, k));
  }

  let begun = null;
  brush.addEventListener("pointerdown", (event) => {
    if (!span) return;
    begun = at(event);
    brush.setPointerCapture(event.pointerId);
    period(begun, begun);
  });
  brush.addEventListener("pointermove", (event) => { if (begun !== null) period(begun, at(event)); });
  brush.addEventListener("pointerup", () => { begun = null; });

  function period(one, other) {
    const [a, b] = one <= other ? [one, other] : [other, one];
    chooseDays(iso(span.from + a * span.step * DAY), iso(span.from + ((b + 1) * span.step - 1) * DAY));
  }

  function chooseDays(first, last) {
    state.since = first;
    state.until = last;
    since.value = first;
    until.value = last;
    drawBrush();
    drawSpots();
    for (const row of document.querySelectorAll("#listed [data-event]")) {
      row.hidden = !within({ properties: { day: row.dataset.day } });
    }
  }

  for (const input of [since, until]) {
    input.addEventListener("change", () => {
      const good = input.value === "" || isDay(input.value);
      input.toggleAttribute("aria-invalid", !good);
      if (good) chooseDays(since.value, until.value);
    });
  }
  document.getElementById("b-clear").addEventListener("click", () => chooseDays("", ""));

  // Who holds what, on the day of the slider.
  const slider = document.getElementById("c-day");
  const switched = document.getElementById("c-show");
  let asked = 0, holdings = [];

  async function drawControl() {
    const mine = ++asked;
    held.clearLayers();
    slider.disabled = !switched.checked;
    const day = iso(Date.parse(slider.dataset.from) + Number(slider.value) * DAY);
    document.getElementById("c-told").textContent = switched.checked ? day : "";
    slider.setAttribute("aria-valuetext", day);
    holdings = [];
    if (!switched.checked) return;
    const found = await load(`${box.dataset.control}?on=${day}`);
    if (mine !== asked) return;
    holdings = found.features;
    drawHolders();
  }

  // Each name where it hides no other one; the rest are small squares that say it when pointed at.
  function drawHolders() {
    held.clearLayers();
    const arabic = told.language === "ar", taken = [];
    for (const feature of holdings) {
      const p = feature.properties;
      const text = document.createElement("bdi");
      text.textContent = ((arabic ? p.holder : p.holder_en) || told.holder_none) + (p.contested ? " ≠" : "");
      const label = `${arabic ? p.place : p.place_en}: ${text.textContent}${p.contested ? ` (${told.contested})` : ""}`;
      const at = map.latLngToLayerPoint(point(feature)), wide = 14 + 8 * text.textContent.length;
      const hidden = taken.some((o) => at.x < o.x + o.wide && o.x < at.x + wide && Math.abs(at.y - o.y) < 24);
      if (!hidden) taken.push({ x: at.x, y: at.y, wide });
      const icon = L.divIcon({ className: `holder${p.contested ? " disputed" : ""}${hidden ? " small" : ""}`, html: text, iconSize: null, iconAnchor: [0, -14] });
      L.marker(point(feature), { icon, keyboard: false, title: label, alt: label, zIndexOffset: hidden ? -2000 : 2000 }).addTo(held);
    }
  }

  if (slider) {
    slider.max = String(Math.round((Date.parse(slider.dataset.to) - Date.parse(slider.dataset.from)) / DAY));
    slider.value = slider.max;
    slider.addEventListener("input", drawControl);
    switched.addEventListener("change", drawControl);
  }

  map.on("zoomend moveend", drawSpots);
  map.on("zoomend", drawHolders);
  addEventListener("resize", drawBrush);

  // What is first shown: without the tenth of the events that lies farthest from the middle of all.
  function frame(points) {
    const middle = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
    const centre = L.latLng(middle(points.map((p) => p.lat)), middle(points.map((p) => p.lng)));
    const near = points.map((p) => [centre.distanceTo(p), p]).sort((a, b) => a[0] - b[0]);
    return L.latLngBounds(near.slice(0, Math.ceil(near.length * 0.9)).map(([, p]) => p));
  }

  async function begin() {
    const [lines, events] = await Promise.all([load(box.dataset.outlines), load(box.dataset.events)]);
    L.geoJSON(lines, {
      pane: "outlines", interactive: false,
      style: (line) => ({ className: line.properties.level === "country" ? "outline" : "division", fillOpacity: 1 }),
    }).addTo(map);
    state.features = events.features;
    span = measure();
    const known = state.features.filter((f) => f.properties.level !== "country");
    if (known.length) map.fitBounds(frame(known.map(point)).pad(0.15), { maxZoom: 10, animate: false });
    const chosen = state.features.find((f) => f.id === state.chosen);
    if (chosen) {
      map.setView(point(chosen), 10, { animate: false });
      choose([chosen]);
    }
    drawBrush();
    drawSpots();
    box.dataset.ready = "yes";
  }
  begin();
})();
