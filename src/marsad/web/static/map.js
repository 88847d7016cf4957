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
  const SHOWN = 12; // events of one place beside the map
  const SVG = "http://www.w3.org/2000/svg";
  const number = new Intl.NumberFormat(told.language === "ar" ? "ar-u-nu-arab" : "en");
  // Of many events only those in sight are told one by one; others stand in cells: [events, west, south, east, north].
  const state = { whole: null, features: [], cells: [], since: "", until: "", chosen: box.dataset.chosen || "" };

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

  function ask(more) {
    return `${box.dataset.points}${box.dataset.points.includes("?") ? "&" : "?"}${new URLSearchParams(more)}`;
  }

  function unpacked(found) {
    return (found.events || []).map(([id, place, type, status, day]) => {
      const [lat, lon, radius, level, ar, en] = found.places[place];
      const [code, family] = found.types[type];
      const named = told.language === "ar" ? ar : en;
      return { id, at: L.latLng(lat, lon), radius, level, place: named, type: code, family, status: found.statuses[status], day };
    });
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
    const day = feature.day;
    if (!state.since && !state.until) return true;
    return Boolean(day) && (!state.since || day >= state.since) && (!state.until || day <= state.until);
  }

  function named(feature) {
    return [told.types[feature.type], told.statuses[feature.status], feature.place, feature.day].filter(Boolean).join(" · ");
  }

  function drawSpots() {
    const focused = document.activeElement && document.activeElement.dataset ? document.activeElement.dataset.key : "";
    spots.clearLayers();
    const cells = new Map();
    for (const feature of state.features.filter(within)) {
      const at = map.project(feature.at, map.getZoom());
      const key = `${Math.floor(at.x / CELL)}:${Math.floor(at.y / CELL)}`;
      if (!cells.has(key)) cells.set(key, []);
      cells.get(key).push(feature);
    }
    const view = map.getBounds().pad(0.5);
    for (const members of cells.values()) {
      const bounds = L.latLngBounds(members.map((f) => f.at));
      if (!view.contains(bounds.getCenter())) continue;
      if (members.length === 1) single(members[0]);
      else cluster(members.length, bounds, `c${members[0].id}`, () => choose(members));
    }
    for (const [count, west, south, east, north] of state.cells) {
      const bounds = L.latLngBounds([south, west], [north, east]);
      if (view.contains(bounds.getCenter())) cluster(count, bounds, `c${west},${south}`, () => chooseIn(bounds));
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

  function single(feature) {
    const shape = SHAPES[feature.status];
    const icon = L.divIcon({ className: `spot ${shape} f-${feature.family}`, html: sign(shape), iconSize: [24, 24] });
    const element = mark(feature.at, icon, named(feature), feature.id, () => choose([feature]));
    if (feature.id === state.chosen) element.setAttribute("aria-current", "true");
  }

  function cluster(count, bounds, key, open) {
    const size = count < 10 ? 28 : count < 100 ? 34 : 42;
    const text = document.createElement("span");
    text.textContent = number.format(count);
    const icon = L.divIcon({ className: "spot cluster", html: text, iconSize: [size, size] });
    mark(bounds.getCenter(), icon, `${told.here}: ${number.format(count)}`, key, () => {
      if (map.getZoom() >= map.getMaxZoom() || bounds.getNorthEast().distanceTo(bounds.getSouthWest()) < 800) open();
      else map.fitBounds(bounds.pad(0.4), { maxZoom: Math.min(map.getZoom() + 3, map.getMaxZoom()) });
    });
  }

  async function chooseIn(bounds) {
    const { lat: south, lng: west } = bounds.getSouthWest(), { lat: north, lng: east } = bounds.getNorthEast();
    const around = L.latLngBounds([south - 0.0001, west - 0.0001], [north + 0.0001, east + 0.0001]);
    const found = unpacked(await load(ask({ newest: SHOWN, box: boxOf(around, 0.0001), ...days() })));
    if (found.length) choose(found);
  }

  async function choose(features) {
    const shown = features.slice(0, SHOWN);
    state.chosen = shown[0].id;
    doubt.clearLayers();
    if (shown[0].radius) {
      L.circle(shown[0].at, { radius: shown[0].radius * 1000, className: "doubt", interactive: false }).addTo(doubt);
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
    const days = state.whole.days.filter(([day]) => day);
    if (!days.length) return null;
    // A few events of long ago would press all others into one bar: they stand in the first.
    let left = days.reduce((sum, [, n]) => sum + n, 0) * 0.05;
    const lone = days.findIndex(([, n]) => (left -= n) < 0);
    const last = Date.parse(days[days.length - 1][0]);
    const far = last - Date.parse(days[0][0]) > 3 * (last - Date.parse(days[lone][0]));
    const from = Date.parse(days[far ? lone : 0][0]);
    const count = Math.round((last - from) / DAY) + 1;
    const step = Math.max(1, Math.ceil(count / 120));
    const bars = new Array(Math.ceil(count / step)).fill(0);
    for (const [day, n] of days) bars[Math.max(0, Math.floor((Date.parse(day) - from) / DAY / step))] += n;
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
    look();
    for (const row of document.querySelectorAll("#listed [data-event]")) {
      row.hidden = !within({ day: row.dataset.day });
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
      const [lon, lat] = feature.geometry.coordinates;
      const at = map.latLngToLayerPoint([lat, lon]), wide = 14 + 8 * text.textContent.length;
      const hidden = taken.some((o) => at.x < o.x + o.wide && o.x < at.x + wide && Math.abs(at.y - o.y) < 24);
      if (!hidden) taken.push({ x: at.x, y: at.y, wide });
      const icon = L.divIcon({ className: `holder${p.contested ? " disputed" : ""}${hidden ? " small" : ""}`, html: text, iconSize: null, iconAnchor: [0, -14] });
      L.marker([lat, lon], { icon, keyboard: false, title: label, alt: label, zIndexOffset: hidden ? -2000 : 2000 }).addTo(held);
    }
  }

  if (slider) {
    slider.max = String(Math.round((Date.parse(slider.dataset.to) - Date.parse(slider.dataset.from)) / DAY));
    slider.value = slider.max;
    slider.addEventListener("input", drawControl);
    switched.addEventListener("change", drawControl);
  }

  map.on("moveend", look);
  map.on("zoomend", drawHolders);
  addEventListener("resize", drawBrush);

  function days() {
    if (!state.since && !state.until) return {};
    return { days: `${state.since || "0001-01-01"}/${state.until || "9999-12-31"}` };
  }

  // West, south, east and north, widened to a grid: who looks at nearly the same asks for the same.
  function boxOf(bounds, step) {
    const wide = (value, to) => Math.max(-180, Math.min(180, to(value / step) * step)).toFixed(5);
    return [wide(bounds.getWest(), Math.floor), wide(bounds.getSouth(), Math.floor), wide(bounds.getEast(), Math.ceil), wide(bounds.getNorth(), Math.ceil)].join(",");
  }

  // What is in sight now: all is known already, or it is asked for once the map stands still.
  let looked = 0, waiting = 0;
  function look() {
    clearTimeout(waiting);
    if (!state.whole) return;
    drawSpots();
    if (!state.whole.events) waiting = setTimeout(sight, 150);
  }

  async function sight() {
    const mine = ++looked, zoom = map.getZoom();
    const found = await load(ask({ zoom, box: boxOf(map.getBounds().pad(0.1), 360 / 2 ** zoom), ...days() }));
    if (mine !== looked) return;
    state.features = unpacked(found);
    state.cells = found.cells || [];
    drawSpots();
  }

  async function begin() {
    const outlines = load(box.dataset.outlines);
    const whole = await load(box.dataset.points);
    if (whole.frame) {
      const [west, south, east, north] = whole.frame;
      map.fitBounds(L.latLngBounds([south, west], [north, east]).pad(0.15), { maxZoom: 10, animate: false });
    }
    if (box.dataset.at) {
      const [lat, lon, radius] = box.dataset.at.split(",").map(Number);
      map.setView([lat, lon], 10, { animate: false });
      choose([{ id: state.chosen, at: L.latLng(lat, lon), radius }]);
    }
    state.whole = whole;
    state.features = unpacked(whole);
    span = measure();
    drawBrush();
    if (whole.events) drawSpots();
    else await sight();
    L.geoJSON(await outlines, {
      pane: "outlines", interactive: false,
      style: (line) => ({ className: line.properties.level === "country" ? "outline" : "division", fillOpacity: 1 }),
    }).addTo(map);
    box.dataset.ready = "yes";
  }
  begin();
})();
