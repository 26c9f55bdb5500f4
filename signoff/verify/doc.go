// Package verify judges records that are already there: form, ids, place, references, time,
// authority and the rules of SPEC 3, as of each record's own time (INTEGRITY 6), so that a line
// written by hand gets no further than a typed command. It is one file a check, and what it did not
// check is part of its result.
//
// It reads no git: signatures, history, trust and checkpoints are listed as not checked. It knows no
// clock, terminal or format.
//
//	c := &verify.Case{Ledger: ledger.Open(fsys), Book: book, Now: now}
//	result := c.Learner(learner, problems)
//	result, err := c.All(ctx)
//
// # Findings that a change of definitions could make
//
// Which definitions were in force when a record was made is known to git's history alone. Judged
// here by today's, a finding may be the doing of a later change: a practice count that was raised, a
// mentor's scope that was narrowed in place. It is reported all the same, since a line written by
// hand must be found, and its hint says that it is by today's definitions; N-RULE stands among what
// was not checked. What ordinary upkeep does to old records is not a finding but N-RULE beside the record,
// without effect on the outcome: a record of another revision or wording is not held to today's
// practice, evidence, level and the like, since a revision is how a change of these is declared; a
// prerequisite that was reworded since may have been in place; and a retired role does not say since
// when it is.
//
// # Findings that are mended
//
// A record cannot be edited, so what mends it is a revocation. A record that broke a rule and is
// revoked by a record that breaks none is the warning W-REVOKED instead: it stays in sight, and the
// outcome is that of the records that stand.
package verify
