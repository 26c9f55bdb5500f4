package main

import (
	"context"
	"io"
	"path/filepath"
	"testing"
	"testing/fstest"
	"time"

	"sojt/competency"
	"sojt/signoff/testkit"
)

// BenchmarkReport is a report of 1,000 learners with 50 records each, from files to csv.
func BenchmarkReport(b *testing.B) {
	g, dir, files := testkit.New(1), b.TempDir(), fstest.MapFS{}
	for name, text := range g.Definitions() {
		files[name] = &fstest.MapFile{Data: []byte(text)}
		write(b, filepath.Join(dir, name), text)
	}
	program, problems := competency.Load(files)
	if err := problems.Err(); err != nil {
		b.Fatal(err)
	}
	for _, l := range g.People(program, 1000, 50) {
		write(b, filepath.Join(dir, l.File), testkit.File(l))
	}
	for _, view := range []string{"progress", "matrix"} {
		b.Run(view, func(b *testing.B) {
			for b.Loop() {
				e := &env{
					stdout: io.Discard, stderr: io.Discard, dir: dir, rand: randomness("bench"),
					now: func() time.Time { return time.Date(2025, 1, 31, 12, 0, 0, 0, time.UTC) },
				}
				if code := run(context.Background(), e, []string{"report", view, "--format", "csv"}); code != 0 {
					b.Fatalf("exit code %d", code)
				}
			}
		})
	}
}
