// The faces for Japanese are many files listed in a long style sheet: it comes only where a page holds Japanese.
// Pages that always do link it themselves; here are names and titles of a page in another language.
const fonts = document.querySelector("script[data-japanese]");
if (fonts && document.querySelector('[lang="ja"]:not(.language *, .language)')) {
  document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: fonts.dataset.japanese }));
}
