// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The search would need a worker made of a blob, which the page's policy does not allow.
const { documents, newest } = document.body.dataset;
const wanted = new URLSearchParams(window.location.search).get("version");
Redoc.init(
  JSON.parse(documents)[wanted] ?? JSON.parse(documents)[newest],
  { disableSearch: true, hideDownloadButton: false },
  document.getElementById("page"),
);
