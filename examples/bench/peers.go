package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// peer is another program that counts records by learner and competency, out of a file in its own form.
type peer struct {
	name     string
	times    float64 // how many times faster sojt is to be,
	timesCPU float64 // and by CPU time, where that is asked for
	file     string
	begin    string // what stands before the records
	format   func(out io.Writer, r counted)
	args     func(file string) []string
}

// counted is what a peer is told of a record.
type counted struct {
	ID, At, Learner, Competency string
}

// peersOf lists the programs compared with: plain-text accounts, records and databases.
func peersOf() []peer {
	journal := func(out io.Writer, r counted) {
		fmt.Fprintf(out, "%s * %s\n    %s:%s  1\n    signed\n\n", r.At[:10], r.ID, r.Learner, r.Competency)
	}
	lines := func(out io.Writer, r counted) {
		fmt.Fprintf(out, "{\"id\":%q,\"at\":%q,\"learner\":%q,\"competency\":%q}\n", r.ID, r.At, r.Learner, r.Competency)
	}
	return []peer{
		{"hledger", 100, 200, "journal", "", journal, func(file string) []string { return []string{"bal", "-f", file} }},
		{"ledger", 50, 0, "journal", "", journal, func(file string) []string { return []string{"-f", file, "bal"} }},
		{"recsel", 50, 0, "rec", "%rec: signed\n\n", func(out io.Writer, r counted) {
			fmt.Fprintf(out, "id: %s\nlearner: %s\ncompetency: %s\n\n", r.ID, r.Learner, r.Competency)
		}, func(file string) []string {
			return []string{"-t", "signed", "-G", "learner,competency", "-p", "learner,competency,Count(id)", file}
		}},
		{"sqlite3", 20, 0, "csv", "id,at,learner,competency\n", func(out io.Writer, r counted) {
			fmt.Fprintf(out, "%s,%s,%s,%s\n", r.ID, r.At, r.Learner, r.Competency)
		}, func(file string) []string {
			return []string{":memory:", "-csv", ".import " + file + " signed", "select learner, competency, count(*) from signed group by 1, 2"}
		}},
		{"duckdb", 3, 0, "ndjson", "", lines, func(file string) []string {
			return []string{"-csv", "-c", "select learner, competency, count(*) from read_ndjson('" + file + "', columns={'id': 'VARCHAR', 'at': 'VARCHAR', 'learner': 'VARCHAR', 'competency': 'VARCHAR'}) group by 1, 2"}
		}},
		{"jq", 30, 0, "ndjson", "", lines, func(file string) []string { return []string{"-r", `"\(.learner) \(.competency)"`, file} }},
	}
}

// peers compares the report of everybody with what other programs take to count the same records. hledger, which
// takes minutes for a million, is compared over a twentieth of them, and once over all by what the processor does.
func (w *world) peers(whole size) []contest {
	var all []contest
	for _, p := range peersOf() {
		c := w.beside(p, whole)
		if p.name == "hledger" {
			c.scale, c.target, c.once = byCPU, 1/p.timesCPU, true
			all = append(all, w.beside(p, size{learners: whole.learners / 10, records: whole.records / 2}))
		}
		all = append(all, c)
	}
	return all
}

func (w *world) beside(p peer, s size) contest {
	theirs := w.over(s, func(dir string) trial {
		return func(ctx context.Context) (cost, error) {
			file, err := w.told(dir, p)
			if err != nil {
				return cost{}, err
			}
			return w.command(w.dir, p.name, p.args(file)...)(ctx)
		}
	})
	return row(fmt.Sprintf("report of %d records", s.learners*s.records), p.name, w.run(s, "report", "--format", "csv", "--as-of", asOf),
		theirs, byWall, 1/p.times, 0, missing(p.name))
}

// told writes the records of a corpus in the form of a peer, once.
func (w *world) told(dir string, p peer) (string, error) {
	file := dir + "." + p.file
	return file, w.once(file, func(unfinished string) error {
		f, err := os.Create(unfinished)
		if err != nil {
			return err
		}
		out := bufio.NewWriter(f)
		out.WriteString(p.begin)
		paths, err := files(dir)
		for _, path := range paths {
			err = errors.Join(err, tell(out, filepath.Join(dir, path), p.format))
		}
		return errors.Join(err, out.Flush(), f.Close())
	})
}

// tell writes the records of a learner that name a competency.
func tell(out io.Writer, path string, format func(io.Writer, counted)) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	for line := range bytes.Lines(text) {
		object, ok := bytes.CutPrefix(line, []byte("- "))
		if !ok {
			continue
		}
		var r counted
		if err := json.Unmarshal(object, &r); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		if r.Competency != "" {
			format(out, r)
		}
	}
	return nil
}
