// Package findings renders problems: as text for people, as JSON for programs, as annotations for a
// GitHub job, and as the SARIF and JUnit files that other hosts read. It knows no check and decides
// nothing; exit codes are the command's. All text goes through package safe.
package findings

import (
	"cmp"
	"io"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"sojt/competency/diag"
	"sojt/competency/strictyaml"
)

// Result is what a checking command found. Verify, where it is set, adds what only `verify` knows.
type Result struct {
	Problems diag.List // in reading order
	Files    []string  // what was looked at, as places name it
	Folder   string    // of the program in its repository, with slashes, "" at the top: where annotations look
	Strict   bool      // a warning fails too
	Verify   *Verify

	Codes   []strictyaml.Code // what codes mean
	Version string            // of sojt
}

// Verify says what a proof rests on.
type Verify struct {
	Checked    []Count
	NotChecked []string           // what and why, and how it could be
	Found      func(i int) Origin // where the record of problem i comes from; nil: nowhere
}

// Count is a number of things, such as 1204 of "records".
type Count struct {
	N    int
	Noun string // plural, as it stands in text and as a JSON key
}

// Origin is the digest of the record a problem concerns, and the commit in which it landed or was
// changed; both may be empty.
type Origin struct {
	Digest, Commit string
}

// Writer renders a result.
type Writer func(w io.Writer, r Result) error

// Format is a row of the table of formats, which help and completion read.
type Format struct {
	Name, Description string
	Extension         string // of a file that has this format when no other is named; "" for none
	Write             Writer
}

// Formats lists every format, the default first.
func Formats() []Format {
	return []Format{
		{"text", "file:line:column: what is wrong, and the next step", ".txt", Text},
		{"json", "the problems for programs, with stable keys", ".json", JSON},
		{"github", "annotations for a GitHub job", "", GitHub},
		{"sarif", "SARIF 2.1.0, for hosts that show code scanning results", ".sarif", SARIF},
		{"junit", "JUnit XML, for hosts that show test results: a case for each file", ".xml", JUnit},
	}
}

// ForFile finds the format of a file by its extension, in any case.
func ForFile(name string) (Format, bool) {
	ext := strings.ToLower(path.Ext(filepath.ToSlash(name)))
	for _, f := range Formats() {
		if ext != "" && f.Extension == ext {
			return f, true
		}
	}
	return Format{}, false
}

// Named finds a format by its name.
func Named(name string) (Format, bool) {
	all := Formats()
	i := slices.IndexFunc(all, func(f Format) bool { return f.Name == name })
	if i < 0 {
		return Format{}, false
	}
	return all[i], true
}

// origin of problem i.
func (r Result) origin(i int) Origin {
	if r.Verify == nil || r.Verify.Found == nil {
		return Origin{}
	}
	return r.Verify.Found(i)
}

// faulty counts the files that have a problem.
func (r Result) faulty() int {
	files := map[string]bool{}
	for _, p := range r.Problems {
		files[p.Pos.File] = true
	}
	delete(files, "")
	return len(files)
}

// severities counts the problems of each severity.
func (r Result) severities() (n [3]int) {
	for _, p := range r.Problems {
		n[p.Severity]++
	}
	return n
}

// worstFirst lists the problems by severity, each in reading order.
func (r Result) worstFirst() diag.List {
	return slices.SortedStableFunc(slices.Values(r.Problems), func(a, b diag.Problem) int { return cmp.Compare(a.Severity, b.Severity) })
}

// inRepository is a file's path from the top of the repository.
func (r Result) inRepository(file string) string {
	if file == "" {
		return ""
	}
	return path.Join(r.Folder, file)
}
