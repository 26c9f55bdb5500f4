// Package bundle lays out an archive for an auditor: a program's files as a commit has them, everybody's
// keys, the history, what verify said, transcripts for the eye, and a script that checks all of it with
// stock tools alone (SPEC 9). It knows no clone and no clock: what stands in the archive is handed in.
package bundle

import (
	"crypto/sha256"
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"sojt/competency/calendar"
)

// script is verify.sh, the same in every archive: what differs stands in manifest.txt.
//
//go:embed verify.sh
var script []byte

// File is one file of an archive.
type File struct {
	Name string // slash-separated, relative to the archive's folder
	Data []byte
}

// Content is what an archive is made of.
type Content struct {
	Program, Title string // the program's id and name
	Commit         string // full id
	Folder         string // of the program in its repository, slash-separated; "" at the top
	Objects        string // how the repository names objects: sha1 or sha256
	AsOf           calendar.Date
	Version        string   // of sojt
	Learners       []string // whom it is about; nil: everybody

	Files       []File   // of the program's folder, with their paths there
	Signers     []byte   // allowed_signers, as ssh-keygen reads it
	Compromised []byte   // public keys that came into other hands, a line each; may be empty
	Digests     []string // of every record, sorted; nil: left out
	History     []byte   // as git.Repo.Bundle gives it; nil: left out
	NoHistory   string   // why it was left out
	Errors      int      // that verify found
	Reports     []File   // for the eye: verify.txt, verify.json, transcripts
}

// Name is the archive's folder, and its name without an ending: program and the beginning of the commit.
func (c *Content) Name() string { return c.Program + "-" + c.Commit[:min(12, len(c.Commit))] }

// Layout gives every file of the archive, sorted by name, SHA256SUMS among them. Paths that a shell or a
// sums file cannot name plainly are an error.
func (c *Content) Layout() ([]File, error) {
	files := []File{
		{"README.md", c.readme()}, {"manifest.txt", c.manifest()}, {"verify.sh", script}, {"allowed_signers", c.Signers},
	}
	add := func(name string, data []byte) {
		if len(data) > 0 {
			files = append(files, File{name, data})
		}
	}
	add("compromised_keys", c.Compromised)
	if c.Digests != nil {
		add("digests", []byte(strings.Join(c.Digests, "\n")+"\n"))
	}
	add("history.bundle", c.History)
	for _, f := range c.Files {
		files = append(files, File{"program/" + f.Name, f.Data})
	}
	files = append(files, c.Reports...)
	for _, f := range files {
		if strings.ContainsFunc(f.Name, awkward) {
			return nil, fmt.Errorf("%q: a path with quotes, backslashes or control characters cannot be enclosed; rename it with git mv", f.Name)
		}
	}
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Name, b.Name) })
	return append([]File{{"SHA256SUMS", sums(files)}}, files...), nil
}

// awkward are the characters that sha256sum and git write in a form of their own.
func awkward(r rune) bool {
	return r < ' ' || r == '"' || r == '\\' || r >= 0x7f && r < 0xa0 || r == 0xfffd
}

// sums is the file of sha256sum.
func sums(files []File) []byte {
	var b strings.Builder
	for _, f := range files {
		fmt.Fprintf(&b, "%x  %s\n", sha256.Sum256(f.Data), f.Name)
	}
	return []byte(b.String())
}

// manifest says what verify.sh has to know, a key and its value a line.
func (c *Content) manifest() []byte {
	var b strings.Builder
	say := func(key, value string) { fmt.Fprintf(&b, "%s %s\n", key, value) }
	say("bundle", "1")
	say("program", c.Program)
	say("commit", c.Commit)
	say("folder", c.Folder)
	say("objects", c.Objects)
	say("as-of", c.AsOf.String())
	say("learners", c.whose())
	say("history", c.history())
	say("verify-errors", strconv.Itoa(c.Errors))
	say("sojt", c.Version)
	return []byte(b.String())
}

func (c *Content) whose() string {
	if c.Learners == nil {
		return "all"
	}
	return strings.Join(c.Learners, " ")
}

func (c *Content) history() string {
	if c.History != nil {
		return "enclosed"
	}
	return c.NoHistory
}
