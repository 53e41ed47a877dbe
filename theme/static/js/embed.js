// A player or a map of another service comes only when the reader asks: nothing is sent before.
for (const figure of document.querySelectorAll("figure[data-embed]")) {
  const button = figure.querySelector("button");
  button.hidden = false;
  button.addEventListener("click", () => {
    const frame = document.createElement("iframe");
    frame.src = figure.dataset.embed;
    frame.title = figure.dataset.title;
    frame.allow = "fullscreen; picture-in-picture";
    frame.referrerPolicy = "strict-origin-when-cross-origin";
    frame.setAttribute(
      "sandbox", "allow-scripts allow-same-origin allow-presentation allow-popups",
    );
    figure.querySelector(".embed-stage").replaceChildren(frame);
    frame.focus();
  });
}
