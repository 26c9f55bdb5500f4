package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sojt/report"
	"sojt/report/findings"
	"sojt/report/format"
)

// show writes a view in the format asked for, to stdout or into the file of --output. Nothing is
// written before it is whole.
func (a *app) show(v report.View) error {
	f, err := a.chosen(format.Formats()[0].Name)
	if err != nil {
		return err
	}
	options := format.Options{Color: a.colour(), MaxBytes: a.maxBytes}
	if a.toStdout() {
		options.Width = a.env.out.Columns
	}
	doing := "writing " + f.Name
	if !a.toStdout() {
		doing = "writing " + a.output
	}
	out, err := patiently(a.ctx, doing, func() ([]byte, error) {
		var b bytes.Buffer
		err := f.Write(&b, v, options)
		return b.Bytes(), err
	})
	if err != nil {
		return err
	}
	return a.put(out, f.Binary, "-o FILE"+f.Extensions[0])
}

// checkMost refuses a --max-bytes that cuts nothing, or everything.
func (a *app) checkMost() error {
	if a.maxBytes < leastMost {
		return usagef("1000000 for a job summary", "--max-bytes is %d, expected %d or more", a.maxBytes, leastMost)
	}
	if f, ok := format.ForFile(a.output); a.format != "markdown" && (a.format != "" || !ok || f.Name != "markdown") {
		return usagef("add --format markdown, or leave it out", "--max-bytes cuts Markdown")
	}
	return nil
}

// leastMost is the least that --max-bytes takes: a page's title and what sums it up have room.
const leastMost = 1000

// chosen is the format of --format, else of the output file's extension, else the default.
func (a *app) chosen(otherwise string) (format.Format, error) {
	name := a.format
	if name == "" && !a.toStdout() {
		if f, ok := format.ForFile(a.output); ok {
			return f, nil
		}
		if ext := filepath.Ext(a.output); ext != "" && a.writesFile() {
			return format.Format{}, usagef("one of "+extensions()+"; or say --format", "%q is the ending of no format", ext)
		}
	}
	if name == "" {
		name = otherwise
	}
	if f, ok := format.Named(name); ok {
		return f, nil
	}
	var names []string
	for _, f := range format.Formats() {
		names = append(names, f.Name)
	}
	return format.Format{}, oneOf("format", name, names)
}

// writesFile reports whether --output names a file rather than a device or pipe that is there.
func (a *app) writesFile() bool {
	info, err := os.Stat(a.path(a.output))
	return err != nil || info.Mode().IsRegular()
}

func extensions() string {
	var all []string
	for _, f := range format.Formats() {
		all = append(all, f.Extensions...)
	}
	return strings.Join(all, ", ")
}

func (a *app) toStdout() bool { return a.output == "" || a.output == "-" }

// put writes finished bytes to where --output says. A regular file is replaced whole or not at all;
// anything else that is there already (a pipe, /dev/stdout) is written in place. With --dry-run nothing is
// written anywhere but to stdout, which is no file of anybody's.
func (a *app) put(data []byte, binary bool, instead string) error {
	if a.toStdout() {
		if binary && a.env.out.Columns > 0 {
			return usagef("write it to a file: "+instead, "this is no text for a terminal")
		}
		_, err := a.env.stdout.Write(data)
		return err
	}
	path := a.path(a.output)
	if err := a.spare(path); err != nil {
		return err
	}
	info, err := os.Stat(path)
	switch {
	case err == nil && info.IsDir():
		return usagef("name a file in it", "%q is a folder", a.output)
	case a.dryRun:
		a.tell("would write %s", a.output)
		return nil
	case err == nil && !info.Mode().IsRegular():
		err = writeInPlace(path, data)
	default:
		err = replace(path, data)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", a.output, cause(err))
	}
	if info == nil || info.Mode().IsRegular() {
		a.tell("wrote %s", a.output)
	}
	return nil
}

// spare refuses to put a report over git's files, or over those that make the program.
func (a *app) spare(path string) error {
	path = real(path)
	own := strings.Contains(filepath.ToSlash(path)+"/", "/.git/")
	if dir, err := a.find(); err == nil && !own {
		name, err := filepath.Rel(real(dir), path)
		top, _, _ := strings.Cut(filepath.ToSlash(name), "/")
		own = err == nil && slices.Contains([]string{programFile, mentorsFile, attributesFile, "roles", "competencies", "learners", "metrics"}, top)
	}
	if own {
		return usagef("name another file", "%q belongs to the program or to git, and no report is written over it", a.output)
	}
	return nil
}

// real is a path without links: those on the way to what is not there yet too.
func real(path string) string {
	if target, err := filepath.EvalSymlinks(path); err == nil {
		return target
	}
	if folder := filepath.Dir(path); folder != path {
		return filepath.Join(real(folder), filepath.Base(path))
	}
	return path
}

func writeInPlace(path string, data []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	if _, err := f.Write(data); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

// replace writes a temporary file beside the target and renames it when it is whole and on disk. A
// link is followed, so that it stays a link.
func replace(path string, data []byte) error {
	path = real(path)
	mode := fs.FileMode(0o644)
	if info, err := os.Stat(path); err == nil {
		mode = info.Mode().Perm()
	}
	temp, err := os.CreateTemp(filepath.Dir(path), ".sojt-*")
	if err != nil {
		return err
	}
	defer os.Remove(temp.Name()) // gone already when all went well
	if _, err = temp.Write(data); err == nil {
		err = temp.Chmod(mode)
	}
	if err == nil {
		err = temp.Sync()
	}
	if closed := temp.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(temp.Name(), path)
	}
	return err
}

// cause drops the name of the temporary file from an error: the user knows another one.
func cause(err error) error {
	switch e := err.(type) {
	case *fs.PathError:
		return e.Err
	case *os.LinkError:
		return e.Err
	}
	return err
}

// problemFormats marks a command whose --format is one of package findings.
const problemFormats = "formats of problems"

// alsoHosted marks a command whose --format may be one of hosted too.
const alsoHosted = "formats of hosts"

// ownFormats marks a command whose --format is one of the words given, with blanks between.
const ownFormats = "formats of its own"

// showsProblems says that a command's --format is one of package findings.
func showsProblems(cmd *cobra.Command) { cmd.Annotations = map[string]string{problemFormats: ""} }

// ownFormat is which of a command's own formats is asked for: that of --format, else of the ending of the
// output file, else the first.
func (a *app) ownFormat(names ...string) (string, error) {
	if a.format != "" {
		return a.format, oneOf("format", a.format, names)
	}
	if !a.toStdout() {
		if ending := strings.TrimPrefix(filepath.Ext(a.output), "."); slices.Contains(names, ending) {
			return ending, nil
		}
	}
	return names[0], nil
}

func completeFormats(cmd *cobra.Command, _ []string, _ string) ([]string, cobra.ShellCompDirective) {
	var words []string
	if _, ok := cmd.Annotations[problemFormats]; ok {
		for _, f := range findings.Formats() {
			words = append(words, f.Name+"\t"+f.Description)
		}
		return words, cobra.ShellCompDirectiveNoFileComp
	}
	if own, ok := cmd.Annotations[ownFormats]; ok {
		return strings.Fields(own), cobra.ShellCompDirectiveNoFileComp
	}
	for _, f := range format.Formats() {
		words = append(words, f.Name+"\t"+f.Description)
	}
	if _, ok := cmd.Annotations[alsoHosted]; ok {
		for _, name := range hosted() {
			if f, ok := findings.Named(name); ok {
				words = append(words, f.Name+"\t"+f.Description)
			}
		}
	}
	return words, cobra.ShellCompDirectiveNoFileComp
}
