package signoff

// Once gives each record once, in the order of first appearance: of copies that differ in the
// signature the signed one, which is the one that Fold takes.
func Once(records []*Record) []*Record {
	var once []*Record
	place := make(map[string]int, len(records))
	for _, r := range records {
		switch i, seen := place[r.Identify()]; {
		case !seen:
			place[r.Identify()] = len(once)
			once = append(once, r)
		case once[i].Sig < r.Sig:
			once[i] = r
		}
	}
	return once
}
