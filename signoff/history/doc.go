// Package history reads a clone's commits as evidence of one program's records: what any commit ever
// held and the revision under check no longer holds, and when and by whom each record came in
// (INTEGRITY 6.13, 6.11, 6.10).
//
// It is pure: the edges of the history and the blobs they speak of are handed in. It knows no rule,
// no definition and no signature. A record is the text of its line without "- ", signature included,
// so that a signature which was stripped is a lost line too.
//
//	edges := repo.Edges(ctx, git.Walk{Revision: "HEAD", Learners: true, Definitions: true})
//	h, err := history.Read(edges, reader.Blob, history.Question{Program: id, Lines: lines})
//	for _, loss := range h.Lost { ... }                // E-HISTORY
//	trace, ok := h.Trace(object)                       // where and when a record landed
package history
