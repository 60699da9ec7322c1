// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
// validatorUrl: else Swagger UI sends the document's address to a host of its makers.
const { documents, newest } = document.body.dataset;
const wanted = new URLSearchParams(window.location.search).get("version");
SwaggerUIBundle({
  url: JSON.parse(documents)[wanted] ?? JSON.parse(documents)[newest],
  dom_id: "#page",
  deepLinking: true,
  validatorUrl: null,
});
