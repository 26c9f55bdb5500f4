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

// document writes what surrounds every page: the landmarks, the style, and at the end the script. The title
// is of the window, the head and the main part are ours to fill.
func (w *writer) document(title string, head, body func()) {
	w.shell(title, style, script, func() {
		w.words("a", "Skip to the content", class("skip"), within("main"))
		w.el("header", head)
		w.newline()
		w.el("main", body, on("id", "main"), on("tabindex", "-1"))
		w.newline()
		w.el("script", func() { w.raw(script) })
	})
}

// shell writes a document with one style and, where it is not "", one script, and the policy that lets
// nothing else in or out.
func (w *writer) shell(title, style, script string, body func()) {
	w.raw("<!DOCTYPE html>\n")
	w.el("html", func() {
		w.el("head", func() {
			w.void("meta", on("charset", "utf-8"))
			w.void("meta", on("http-equiv", "Content-Security-Policy"), a("content", policy(style, script)))
			w.void("meta", on("name", "viewport"), on("content", "width=device-width, initial-scale=1"))
			w.void("meta", on("name", "color-scheme"), on("content", "light dark"))
			w.void("meta", on("name", "referrer"), on("content", "no-referrer"))
			w.words("title", title)
			w.void("link", on("rel", "icon"), attribute{key: "href", class: "data:,"})
			w.el("style", func() { w.raw(style) })
		})
		w.newline()
		w.el("body", body)
	}, on("lang", "en"))
	w.newline()
}

// policy allows one style and one script by their hashes, and an icon in the page itself, so that browsers
// ask nobody for one. All else is refused, whatever a page comes to hold.
func policy(style, script string) string {
	scripts := "'none'"
	if script != "" {
		scripts = "'" + hash(script) + "'"
	}
	return "default-src 'none'; style-src '" + hash(style) + "'; script-src " + scripts +
		"; img-src data:; base-uri 'none'; form-action 'none'"
}

// hash is a source expression of Content Security Policy Level 3.
func hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}
