// Package safe says what text from people must become before it is shown: on a terminal or in a
// log, in Markdown, in csv, in JSON, in a command for a CI runner; and how wide text is. Every
// format goes through it, so that a name can never steer the program that displays it (SPEC 7.2,
// INTEGRITY T8-T11). It knows no view and no record. Only importer of displaywidth.
package safe
