// Package ledger is learner files as records: it finds them, reads header and records with every
// problem at its place, and many files in parallel with bounded memory.
//
// Reading asks an fs.FS: the program's folder, a revision, a bundle. What is wrong with the files
// comes back as problems; errors are the world's. It knows no rule and no standing.
//
//	book := ledger.Open(root.FS())
//	learner, problems, err := book.Read("maria-lopez", program)
//
//	for p, err := range ledger.Each(ctx, book, program, nil, progressOf) { ... }
package ledger
