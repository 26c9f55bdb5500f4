// Package verify judges records that are already there: form, ids, place, references, time,
// signatures and keys, authority and the rules of SPEC 3, as of each record's own time (INTEGRITY 6),
// so that a line written by hand gets no further than a typed command. It is one file a check, and
// what it did not check is part of its result.
//
// A Case hands in the records of one commit, the trusted mentors and policy, the checkpoint, what was
// found good before, and the Past, which Read makes of the history that leads to the commit: the only
// part of this package that asks git. It knows no clock, terminal or format.
//
//	past, err := verify.Read(ctx, verify.Source{Repo: repo, Commit: head, Program: program})
//	c := &verify.Case{Ledger: l, Book: book, Now: now, Past: past}
//	result := c.Learner(learner, problems)
//	result, err := c.All(ctx)
//
// # By which definitions a record is judged
//
// By those of the commit in which it landed on the first-parent line: practice, evidence, policy and
// the learner's department are of that time, criteria are of the wording that the record pins. Who may
// sign is what mentors.yaml and the tree of departments say now, or in the trusted copy, since entries
// end and are not removed. What the definitions of the commit that brought the record did not ask for
// yet is no finding but W-CONCURRENT: its author had not seen what landed first.
//
// Where the history was not read so far back, or the definitions of that time do not load, today's
// serve. A finding may then be the doing of a later change: a practice count that was raised, a scope
// that was narrowed in place. It is reported all the same, since a line written by hand must be found,
// and its hint says that it is by today's definitions; N-RULE stands among what was not checked. What
// ordinary upkeep does to old records is then not a finding but N-RULE beside the record, without
// effect on the outcome: a record of another revision or wording is not held to today's practice,
// evidence, level and the like, since a revision is how a change of these is declared; a prerequisite
// that was reworded since may have been in place; and a retired role does not say since when it is.
//
// # Signatures and keys
//
// A signature is first held to the bytes it signs, by the key that it says made it; whose key that
// is, and whether it held at the record's time, comes after. A key that came into other hands proves
// nothing by the time that a record claims: the record counts only if a checkpoint from before holds
// it, or if somebody else, who is not the learner either, signed before then a record that was
// written after it. An override counts by the signature of the coordinator who gives it; without one it
// counts only where that coordinator had no key at the time.
//
// # Findings that are mended
//
// A record cannot be edited, so what mends it is a revocation. A record that broke a rule, or whose
// signature does not prove it, and that is revoked by a record without an error of its own, is the
// warning W-REVOKED instead: it stays in sight, and the outcome is that of the records that stand. A
// sign-off that a stolen key could have made is mended by the one that reaffirms it too: W-REAFFIRMED.
package verify
