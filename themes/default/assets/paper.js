// What a sheet has no room for is shown smaller: wide formulas, a theme's larger type, and on paper the addresses of links.
(() => {
  "use strict";

  const deck = window.quarterdeck;
  const styles = document.querySelector("[media=print]");
  const bodyOf = (slide) => slide.querySelector(".slide-body");

  /** Makes formulas so small that none reaches into the margin, or the next column. */
  function narrow(slide) {
    const sheet = slide.querySelector(".sheet");
    const { direction, paddingInlineEnd } = getComputedStyle(sheet);
    const from = (box) => (direction === "rtl" ? -box.right : box.left);
    const to = (box) => from(box) + box.width;
    for (const formula of slide.querySelectorAll(".slide-body math")) {
      formula.style.removeProperty("--narrowed");
      const column = formula.closest(".columns > *");
      const box = formula.getBoundingClientRect();
      const end = column ? to(column.getBoundingClientRect()) : to(sheet.getBoundingClientRect()) - parseFloat(paddingInlineEnd);
      const share = (end - from(box)) / Math.max(box.width, formula.scrollWidth);
      if (share > 0 && share < 1) formula.style.setProperty("--narrowed", share * 0.99);
    }
  }

  /** Shows a slide smaller, as long as it can be read; then without the addresses. */
  function shrink(slide) {
    const body = bodyOf(slide);
    const fits = () => [body, body.parentElement].every((box) => box.scrollHeight <= box.clientHeight + 1 && box.scrollWidth <= box.clientWidth + 1);
    for (let size = 20; size > 10 && !fits(); size -= 1) body.style.zoom = size / 20;
    if (fits()) return;
    body.style.zoom = "";
    if (slide.classList.contains("unaddressed")) return;
    slide.classList.add("unaddressed");
    shrink(slide);
  }

  function fit(slide) {
    bodyOf(slide).style.zoom = "";
    if (!deck.presenting()) return;
    narrow(slide);
    shrink(slide);
  }

  // Paper is measured in its own styles before the browser lays it out.
  addEventListener("beforeprint", () => {
    styles.media = "all";
    deck.slides().forEach(fit);
    styles.media = "print";
  });
  addEventListener("afterprint", () => {
    for (const slide of deck.slides()) {
      slide.classList.remove("unaddressed");
      fit(slide);
    }
  });

  // A slide that is presented is looked at as soon as it has a size, or other styles.
  const seen = new ResizeObserver((entries) => entries.forEach(({ target }) => fit(target)));
  const watch = () => {
    seen.disconnect();
    deck.slides().forEach((slide) => seen.observe(slide));
  };
  document.addEventListener("quarterdeck:patched", watch);
  watch();
})();
