// Pointing at a claim, or moving to it by keyboard, lights up its words in the text; and the other way round.
const claims = new Map([...document.querySelectorAll("[data-claim]")].map((box) => [box.dataset.claim, box]));
const words = [...document.querySelectorAll(".text [data-claims]")];

function light(numbers) {
  const wanted = new Set(numbers);
  for (const [number, box] of claims) box.classList.toggle("lit", wanted.has(number));
  for (const word of words) word.classList.toggle("lit", word.dataset.claims.split(" ").some((n) => wanted.has(n)));
}

for (const [number, box] of claims) {
  for (const moment of ["mouseenter", "focusin"]) box.addEventListener(moment, () => light([number]));
}
for (const word of words) {
  if (word.tagName === "MARK") word.addEventListener("mouseenter", () => light(word.dataset.claims.split(" ")));
}

function follow() {
  const found = /^#(?:claim|at)-(.+)$/.exec(location.hash);
  if (!found) return;
  const target = document.getElementById(location.hash.slice(1));
  const box = claims.get(found[1]) || (target && target.closest("[data-claim]"));
  if (box) {
    light([box.dataset.claim]);
    box.scrollIntoView({ block: "nearest" });
  }
}
addEventListener("hashchange", follow);
follow();
