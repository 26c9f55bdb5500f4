package progress_test

import (
	"slices"
	"testing"

	"sojt/signoff/progress"
)

func TestBegin(t *testing.T) {
	done, end := progress.Begin(t.Context(), "reading", "", 2)
	done(1) // nobody looks
	end()
	var seen []progress.Step
	ctx := progress.With(t.Context(), func(s progress.Step) { seen = append(seen, s) })
	done, end = progress.Begin(ctx, "reading", "files", 2)
	done(2)
	end()
	_, end = progress.Begin(progress.Doing(ctx, "checking"), "reading", "", 0)
	end()
	want := []progress.Step{
		{Doing: "reading", Unit: "files", Total: 2}, {Doing: "reading", Unit: "files", Done: 2, Total: 2}, {},
		{Doing: "checking"}, {},
	}
	if !slices.Equal(seen, want) {
		t.Errorf("seen %v, expected %v", seen, want)
	}
}
