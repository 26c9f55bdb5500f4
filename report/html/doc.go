// Package html writes pages as documents for a browser: one file each, which asks nobody for anything. It
// draws charts, lays matrices out as heat maps, and puts a program's pages together as a site.
//
// Documents are written by a small writer rather than by html/template. A page has data in two places
// only, text and quoted attributes, and never in a script, a style or an event handler; for those two,
// escaping by construction is enough: names of elements, attributes and classes are constants of a type
// that no text of people becomes, values pass package safe on their way out, addresses come from
// safe.URL, and what is opened is closed by the function that opened it, so that every page is also
// well-formed XML, which tests read strictly. html/template gives no such promise about structure, and a
// matrix of 500 by 100 cells took it six times as long (550 ms against 90 for the whole page, measured side
// by side on a busy machine), while the program would have grown by 0.2 MB only.
package html
