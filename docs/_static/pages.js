// Make pages work with a keyboard and a screen reader where the theme does not.

// The keyboard scrolls a wide table only if the box around it takes the focus.
function letWideBoxesTakeTheFocus() {
  for (const box of document.querySelectorAll(
    ".table-wrapper, .cell_output, .printed-table pre",
  )) {
    box.tabIndex = box.scrollWidth > box.clientWidth ? 0 : -1;
  }
}

letWideBoxesTakeTheFocus();
addEventListener("resize", letWideBoxesTakeTheFocus);

// Captions of lists of pages are headings, but have no level.
for (const caption of document.querySelectorAll(".caption[role=heading]")) {
  caption.ariaLevel = "2";
}
