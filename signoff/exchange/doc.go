// Package exchange brings a clone and the branch it is joined to together: fetch, merge, check, push.
//
// Records are merged as the set they are (SPEC 2.4), whatever a clone's attributes or the host's merge
// make of their lines. Definitions are merged by git; where it cannot, nothing is merged at all. A
// merge is made and judged in a work tree beside the user's, so that until all of it is known to be
// good the clone is byte for byte as before; only then the branch moves on, by a fast-forward. The
// lock is held for that, and not while the network is waited for. Nothing is ever forced.
package exchange
