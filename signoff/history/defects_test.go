package history_test

// defect is a way to lose what was recorded.
type defect struct {
	name  string
	plant func(r *random) // on top of the only head
}

// on changes the snapshot of the only head.
func on(change func(r *random, s snapshot, learner string, f file) snapshot) func(*random) {
	return func(r *random) {
		head := r.heads[0]
		s := head.snapshot.clone()
		learner := r.learner(head)
		r.heads[0] = r.commit(change(r, s, learner, s.files[learner]), head)
	}
}

// sides appends to one file on two branches, or to two.
func sides(r *random) (ours, theirs *node, record string) {
	head := r.heads[0]
	learner, other := r.learner(head), r.learner(head)
	record = r.record(learner)
	theirs = r.commit(add(head.snapshot, learner, record), head)
	ours = r.commit(add(head.snapshot, other, r.record(other)), head)
	return ours, theirs, record
}

// without is a snapshot without a line.
func without(s snapshot, text string) snapshot {
	s = s.clone()
	for learner, f := range s.files {
		var left []string
		for _, other := range f.records {
			if other != text {
				left = append(left, other)
			}
		}
		f.records = left
		s.files[learner] = f
	}
	return s
}

var defects = []defect{
	{"edited line", on(func(r *random, s snapshot, learner string, f file) snapshot {
		i := r.IntN(len(f.records))
		twin := *r.records[f.records[i]]
		twin.Override = "edited"
		if err := twin.Seal(); err != nil {
			panic(err)
		}
		return add(without(s, f.records[i]), learner, r.line(&twin))
	})},
	{"signature stripped", func(r *random) {
		head := r.heads[0]
		learner := r.learner(head)
		signed := *r.records[r.record(learner)]
		signed.Sig = "c2lnbmVk"
		text := r.line(&signed)
		n := r.commit(add(head.snapshot, learner, text), head)
		signed.Sig = ""
		r.heads[0] = r.commit(add(without(n.snapshot, text), learner, r.line(&signed)), n)
	}},
	{"deleted line", on(func(r *random, s snapshot, _ string, f file) snapshot {
		return without(s, f.records[r.IntN(len(f.records))])
	})},
	{"line hidden in a comment's place", on(func(r *random, s snapshot, learner string, f file) snapshot {
		text := f.records[r.IntN(len(f.records))]
		return add(without(s, text), learner, text+" ")
	})},
	{"executable", on(func(_ *random, s snapshot, learner string, f file) snapshot {
		f.mode = "100755"
		s.files[learner] = f
		return s
	})},
	{"symbolic link", on(func(_ *random, s snapshot, learner string, f file) snapshot {
		f.mode = "120000"
		s.files[learner] = f
		return s
	})},
	{"deleted file", on(func(_ *random, s snapshot, learner string, _ file) snapshot {
		delete(s.files, learner)
		return s
	})},
	{"evil merge", func(r *random) {
		ours, theirs, record := sides(r)
		r.heads[0] = r.commit(without(union(ours.snapshot, theirs.snapshot), record), ours, theirs)
	}},
	{"evil merge of a line both have", func(r *random) {
		records := r.heads[0].files[r.learner(r.heads[0])].records
		ours, theirs, _ := sides(r)
		r.heads[0] = r.commit(without(union(ours.snapshot, theirs.snapshot), records[0]), ours, theirs)
	}},
	{"merge -s ours", func(r *random) {
		ours, theirs, _ := sides(r)
		r.heads[0] = r.commit(ours.snapshot, ours, theirs)
	}},
	{"merge -s theirs", func(r *random) {
		ours, theirs, _ := sides(r)
		r.heads[0] = r.commit(theirs.snapshot, ours, theirs)
	}},
	{"octopus that drops a side", func(r *random) {
		ours, theirs, _ := sides(r)
		learner := r.learner(ours)
		third := r.commit(add(ours.snapshot, learner, r.record(learner)), ours)
		r.heads[0] = r.commit(third.snapshot, ours, theirs, third)
	}},
}
