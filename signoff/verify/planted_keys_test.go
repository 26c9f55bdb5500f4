package verify

// required is a policy under which records are signed; base is not.
var required = []string{"late_after: 7d,", "signatures: required, late_after: 7d,"}

// signedBase is base, signed.
const signedBase = `
E: 2026-01-10 cleo enroll cook sign=cleo
W: 2026-01-13 ana signoff wash sign=ana
P: 2026-01-14 mia practice cut
Q: 2026-01-14 mia practice cut
`

// stolen is a record by a key of Emil's that others had from 15 February on.
const stolen = "S: 2026-02-01 emil note sign=emil\n"

// keyDefects are those of signatures and keys.
var keyDefects = []planted{
	// Bytes.
	{name: "signed", lines: "S: 2026-02-01 ana note sign=ana", want: ""},
	{name: "signed, and a word changed", lines: "S: 2026-02-01 ana note sign=ana", rewrite: map[string]string{`"well done"`: `"well dune"`}, want: "E-SIG S"},
	{name: "no signature", lines: "S: 2026-02-01 ana note sig=QUJD", want: "E-SIG S"},

	// Whose key.
	{name: "another mentor's key", lines: "S: 2026-02-01 ana note sign=ben", want: "E-KEY S"},
	{name: "nobody's key", lines: "S: 2026-02-01 ana note sign=nobody", want: "E-KEY S"},
	{name: "a learner's key that was not entered", lines: "S: 2026-02-01 mia acknowledge W sign=mia", want: "E-KEY S"},
	{name: "a learner's key", lines: "K: 2026-01-20 cleo key KEY-mia\nS: 2026-02-01 mia acknowledge W sign=mia", want: ""},
	{name: "a learner's key in a mentor's hand", lines: "K: 2026-01-20 cleo key KEY-mia\nS: 2026-02-01 ana note sign=mia", want: "E-KEY S"},
	{name: "a learner's key that the learner entered", lines: "K: 2026-01-20 mia key KEY-mia\nS: 2026-02-01 mia acknowledge W sign=mia", want: "E-AUTHORITY K, E-KEY S, E-RULE-4 K"},
	{name: "a learner's key that no coordinator entered", lines: "K: 2026-01-20 ana key KEY-mia\nS: 2026-02-01 mia acknowledge W sign=mia", want: "E-AUTHORITY K, E-KEY S"},
	{name: "a key record in somebody else's file makes no mentor", lines: "K: 2026-01-20 cleo key KEY-x\nS: 2026-02-01 ana note sign=x", want: "E-KEY S"},
	{name: "a key that the learner shares with the mentor", lines: "K: 2026-01-20 cleo key KEY-ana\nS: 2026-02-01 ana note sign=ana", want: "E-KEY K, E-KEY S"},
	{name: "the learner signs with it", lines: "K: 2026-01-20 cleo key KEY-ana\nS: 2026-02-01 mia acknowledge W sign=ana", want: "E-KEY K, E-KEY S"},
	{name: "entered by mistake and revoked", lines: "K: 2026-01-20 cleo key KEY-ana\n2026-01-20 cleo revoke K\nS: 2026-02-01 ana note sign=ana", want: ""},
	{name: "a key that is none", lines: "S: 2026-01-20 cleo key AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAA", want: "E-KEY S"},
	{name: "a key with which anybody can sign", lines: "S: 2026-01-20 cleo key AAAAC3NzaC1lZDI1NTE5AAAAIAEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", want: "E-KEY S"},

	// Its period.
	{name: "before its first second", lines: "S: 2026-01-09 ben note sign=ben at=2026-01-09T23:59:59 prev=none", want: "E-KEY S"},
	{name: "in its first second", lines: "S: 2026-01-10 ben note sign=ben at=2026-01-10T00:00:00 prev=none", want: ""},
	{name: "in its last second", lines: "S: 2026-03-31 ben note sign=ben at=2026-03-31T23:59:59", want: ""},
	{name: "after its last second", lines: "S: 2026-04-01 ben note sign=ben at=2026-04-01T00:00:00", want: "E-KEY S"},
	{name: "in a second entry of the same key", changes: []string{"until: 2026-03-31}]}", `until: 2026-03-31}, {key: "KEY-other"}]}`},
		lines: "S: 2026-04-01 ben note sign=other", want: ""},
	{name: "a learner's key before it was entered", lines: "K: 2026-01-20 cleo key KEY-mia at=2026-01-20T12:00:00\nS: 2026-01-20 mia acknowledge W sign=mia at=2026-01-20T11:59:59", want: "E-KEY S"},
	{name: "a learner's key in the second in which it was entered", lines: "K: 2026-01-20 cleo key KEY-mia at=2026-01-20T12:00:00\nS: 2026-01-20 mia acknowledge W sign=mia at=2026-01-20T12:00:00", want: ""},
	{name: "a learner's key after its revocation", lines: "K: 2026-01-20 cleo key KEY-mia\n2026-01-25 cleo revoke K\nS: 2026-02-01 mia acknowledge W sign=mia", want: "E-KEY S"},
	{name: "a learner's key before its revocation", lines: "K: 2026-01-20 cleo key KEY-mia\nS: 2026-01-22 mia acknowledge W sign=mia\n2026-01-25 cleo revoke K", want: ""},

	// Keys that came into other hands.
	{name: "stolen: with nothing after it", lines: stolen, want: "E-KEY S"},
	{name: "stolen: afterwards", lines: "S: 2026-02-15 emil note sign=emil at=2026-02-15T00:00:00\nA: 2026-02-15 ana note sign=ana", want: "E-KEY S"},
	{name: "stolen: afterwards, with somebody whose clock is behind", lines: "S: 2026-02-15 emil note sign=emil at=2026-02-15T00:00:00\nA: 2026-02-14 ana note sign=ana at=2026-02-14T23:59:59", want: "E-KEY S"},
	{name: "stolen: the second before", lines: "S: 2026-02-14 emil note sign=emil at=2026-02-14T23:59:58\nA: 2026-02-14 ana note sign=ana at=2026-02-14T23:59:59", want: ""},
	{name: "stolen: with somebody after it", lines: stolen + "A: 2026-02-02 ana note sign=ana", want: ""},
	{name: "stolen: with somebody after somebody", lines: stolen + "A: 2026-02-02 ben note\nB: 2026-02-03 ana note sign=ana", want: ""},
	{name: "stolen: with somebody who speaks of it", lines: stolen + "A: 2026-02-02 cleo revoke S sign=cleo prev=Q", want: ""},
	{name: "stolen: with somebody beside it", lines: stolen + "A: 2026-02-02 ana note sign=ana prev=Q", want: "E-KEY S"},
	{name: "stolen: with somebody who did not sign", lines: stolen + "A: 2026-02-02 ana note", want: "E-KEY S"},
	{name: "stolen: with a signature that does not fit", lines: stolen + "A: 2026-02-02 ana note sig=QUJD", want: "E-KEY S, E-SIG A"},
	{name: "stolen: with a signature by nobody", lines: stolen + "A: 2026-02-02 ana note sign=nobody", want: "E-KEY A, E-KEY S"},
	{name: "stolen: with somebody too late", lines: stolen + "A: 2026-02-15 ana note sign=ana at=2026-02-15T00:00:00", want: "E-KEY S"},
	{name: "stolen: with its owner's other key", lines: stolen + "A: 2026-02-02 emil note sign=emil2", want: "E-KEY S"},
	{name: "stolen: with the learner's signature", lines: "K: 2026-01-20 cleo key KEY-mia\n" + stolen + "A: 2026-02-02 mia acknowledge W sign=mia", want: "E-KEY S"},
	{name: "stolen: with another stolen one", changes: []string{"from: 2026-01-10, until: 2026-03-31}", "compromised: 2026-03-01T00:00:00Z}"},
		lines: stolen + "A: 2026-02-02 ben note sign=ben", want: "E-KEY A, E-KEY S"},
	{name: "stolen: with another stolen one that has somebody", changes: []string{"from: 2026-01-10, until: 2026-03-31}", "compromised: 2026-03-01T00:00:00Z}"},
		lines: stolen + "A: 2026-02-02 ben note sign=ben\nB: 2026-02-20 ana note sign=ana", want: ""},
	{name: "stolen: in one entry, listed in another too", changes: []string{`{key: "KEY-emil2"}]}`, `{key: "KEY-emil2"}]}` + "\n  - {id: emil, name: Emil, departments: [kitchen], from: 2026-03-01, keys: [{key: \"KEY-emil\"}]}"},
		lines: "S: 2026-03-02 emil note sign=emil", want: "E-KEY S"},
	{name: "stolen: and revoked", lines: stolen + "2026-03-01 cleo revoke S", want: "W-REVOKED S"},
	{name: "stolen: and signed off anew", lines: "S: 2026-02-01 emil signoff bake sign=emil\nA: 2026-03-01 ben signoff bake reaffirms=S sign=ben", want: "W-REAFFIRMED S"},
	{name: "stolen: and signed off anew by what is revoked", lines: "S: 2026-02-01 emil signoff bake sign=emil\nA: 2026-03-01 ben signoff bake reaffirms=S sign=ben\n2026-03-02 cleo revoke A", want: "E-KEY S"},
	{name: "stolen: and signed off anew by nobody", lines: "S: 2026-02-01 emil signoff bake sign=emil\nA: 2026-03-01 ben signoff bake reaffirms=S sign=nobody", want: "E-KEY A, E-KEY S"},
	{name: "another's key is not mended by signing off anew", lines: "S: 2026-02-01 ben signoff bake sign=ana\nA: 2026-03-01 ana signoff bake reaffirms=S sign=ana", want: "E-KEY S"},
	{name: "a learner's key, revoked for fraud", lines: "K: 2026-01-20 cleo key KEY-mia\nS: 2026-01-22 mia acknowledge W sign=mia\n2026-01-25 cleo revoke K trigger=fraud", want: "E-KEY S"},
	{name: "a learner's key, revoked for fraud, with somebody", lines: "K: 2026-01-20 cleo key KEY-mia\nS: 2026-01-22 mia acknowledge W sign=mia\nA: 2026-01-23 ana note sign=ana\n2026-01-25 cleo revoke K trigger=fraud", want: ""},
	{name: "a learner's key, revoked for fraud since before", lines: "K: 2026-01-20 cleo key KEY-mia\nS: 2026-01-22 mia acknowledge W sign=mia\nA: 2026-01-23 ana note sign=ana\n2026-01-25 cleo revoke K trigger=fraud date=2026-01-22", want: "E-KEY S"},

	// Policy.
	{name: "all signed", base: signedBase, changes: required, want: ""},
	{name: "nothing signed", changes: required, want: "E-UNSIGNED E, E-UNSIGNED W"},
	{name: "practice, request and note need no signature", base: signedBase, changes: required, lines: "2026-01-20 ana note\n2026-01-20 mia request cut\n2026-01-20 ben practice cut", want: ""},
	{name: "a learner without a key needs none", base: signedBase, changes: required, lines: "2026-01-20 mia acknowledge W", want: ""},
	{name: "a learner with a key needs one", base: signedBase, changes: required, lines: "2026-01-20 cleo key KEY-mia sign=cleo\nS: 2026-01-20 mia acknowledge W", want: "E-UNSIGNED S"},
	{name: "a learner who had a key needs none", base: signedBase, changes: required, lines: "K: 2026-01-20 cleo key KEY-mia sign=cleo\n2026-01-20 cleo revoke K sign=cleo\nS: 2026-01-21 mia acknowledge W", want: ""},
	{name: "a signature that is not accepted is there", base: signedBase, changes: required, lines: "S: 2026-01-20 ana trained cut sig=QUJD", want: "E-SIG S"},
	{name: "unsigned and revoked", base: signedBase, changes: required, lines: "S: 2026-01-20 ana trained cut\n2026-01-21 ana revoke S sign=ana", want: "W-REVOKED S"},
	{name: "unsigned and revoked by what is unsigned", base: signedBase, changes: required, lines: "S: 2026-01-20 ana trained cut\nR: 2026-01-21 ana revoke S", want: "E-UNSIGNED R, E-UNSIGNED S"},
	{name: "a signature that does not fit, revoked", lines: "S: 2026-02-01 ana note sig=QUJD\n2026-02-02 ana revoke S", want: "W-REVOKED S"},
}
