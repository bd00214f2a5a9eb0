// What a sheet has no room for is shown smaller: wide formulas, a theme's larger type, and on paper the addresses of links.
(() => {
  "use strict";

  const deck = window.quarterdeck;
  const styles = document.querySelector("[media=print]");
  let isPrinting = false;

  /** Makes formulas so small that none reaches into the margin, or the next column. */
  function narrow(slide) {
    const isToLeft = getComputedStyle(slide).direction === "rtl";
    for (const formula of slide.querySelectorAll(".slide-body math")) {
      formula.style.removeProperty("--narrowed");
      const column = formula.closest(".columns > *, .slide-body > *").getBoundingClientRect();
      const box = formula.getBoundingClientRect();
      const room = isToLeft ? box.right - column.left : column.right - box.left;
      const share = room / Math.max(box.width, formula.scrollWidth);
      if (share > 0 && share < 1) formula.style.setProperty("--narrowed", share * 0.99);
    }
  }

  /** Shows a slide smaller, as long as it can be read; then without the addresses; then as it is. */
  function fit(slide) {
    if (isPrinting) return;
    const body = slide.querySelector(".slide-body");
    const fits = () => [body, body.parentElement].every((box) => box.scrollHeight <= box.clientHeight + 1 && box.scrollWidth <= box.clientWidth + 1);
    for (const how of ["addressed", "bare", "long"]) {
      slide.dataset.fit = how;
      body.style.zoom = "";
      if (how === "long" || !deck.presenting()) return;
      narrow(slide);
      for (let size = 20; size > 10 && !fits(); size -= 1) body.style.zoom = size / 20;
      if (fits()) return;
    }
  }

  // Paper is measured in its own styles before the browser lays it out, and then left alone.
  addEventListener("beforeprint", () => {
    styles.media = "all";
    deck.slides().forEach(fit);
    styles.media = "print";
    isPrinting = true;
  });
  addEventListener("afterprint", () => {
    isPrinting = false;
    deck.slides().forEach(fit);
  });

  // A slide that is presented is fitted as soon as it has a size, or other styles, or a picture.
  const look = ({ target }) => fit(target.closest(".slide"));
  const seen = new ResizeObserver((entries) => entries.forEach(look));
  const watch = () => {
    seen.disconnect();
    deck.slides().forEach((slide) => seen.observe(slide));
  };
  document.querySelector("main").addEventListener("load", look, true);
  document.addEventListener("quarterdeck:patched", watch);
  watch();
})();
