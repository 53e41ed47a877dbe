// Every rule that html-validate recommends, but for these, each with its reason.
module.exports = {
  root: true,
  extends: ["html-validate:recommended", "html-validate:a11y", "html-validate:document"],
  rules: {
    // we write it as HTML's own standard does
    "doctype-style": ["error", { style: "lowercase" }],
    // integrity protects from other people's servers: all our files are on one
    "require-sri": ["error", { target: "crossorigin" }],
    // spaces at the end of a line are the templates', and say nothing
    "no-trailing-whitespace": "off",
    // lists without bullets: Safari forgets that they are lists unless told
    "no-redundant-role": "off",
    // a wide table scrolls in a region of its own, which is no section of the text
    "prefer-native-element": ["error", { exclude: ["region"] }],
    // Markdown's footnotes are named fn:1 and fnref:1, which HTML allows
    "valid-id": ["error", { relaxed: true }],
  },
};
