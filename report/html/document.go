package html

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
)

var (
	//go:embed style.css
	style string
	//go:embed script.js
	script string
)

// document writes what surrounds every page: the policy that lets nothing in or out, the style, the
// landmarks, and at the end the script. The title is of the window, the head and the main part are ours
// to fill.
func (w *writer) document(title string, head, body func()) {
	w.raw("<!DOCTYPE html>\n")
	w.el("html", func() {
		w.el("head", func() {
			w.void("meta", on("charset", "utf-8"))
			w.void("meta", on("http-equiv", "Content-Security-Policy"), a("content", policy()))
			w.void("meta", on("name", "viewport"), on("content", "width=device-width, initial-scale=1"))
			w.void("meta", on("name", "color-scheme"), on("content", "light dark"))
			w.void("meta", on("name", "referrer"), on("content", "no-referrer"))
			w.words("title", title)
			w.void("link", on("rel", "icon"), attribute{key: "href", class: "data:,"})
			w.el("style", func() { w.raw(style) })
		})
		w.newline()
		w.el("body", func() {
			w.words("a", "Skip to the content", class("skip"), within("main"))
			w.el("header", head)
			w.newline()
			w.el("main", body, on("id", "main"), on("tabindex", "-1"))
			w.newline()
			w.el("script", func() { w.raw(script) })
		})
	}, on("lang", "en"))
	w.newline()
}

// policy allows the one style and the one script of the page by their hashes, and an icon in the page
// itself, so that browsers ask nobody for one. All else is refused, whatever a page comes to hold.
func policy() string {
	return "default-src 'none'; style-src '" + hash(style) + "'; script-src '" + hash(script) +
		"'; img-src data:; base-uri 'none'; form-action 'none'"
}

// hash is a source expression of Content Security Policy Level 3.
func hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}
