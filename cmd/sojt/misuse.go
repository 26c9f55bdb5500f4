package main

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"sojt/competency/text"
)

// needs takes exactly the named arguments; a name in [brackets] may be left out. What is missing is
// named, never counted.
func needs(names ...string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if err := notEmpty(cmd, args); err != nil {
			return err
		}
		var m missing
		for i, name := range names {
			m.flag(i >= len(args) && name[0] != '[', name)
		}
		if err := m.err(spoken(cmd)); err != nil {
			return err
		}
		if len(args) > len(names) {
			return usagef("see: "+cmd.CommandPath()+" --help", "%q is one argument too many for sojt %s", args[len(names)], typed(cmd))
		}
		return nil
	}
}

// spoken is a command as it is typed after sojt: "signoff", "mentor add".
func spoken(cmd *cobra.Command) string {
	return strings.TrimPrefix(cmd.CommandPath(), cmd.Root().Name()+" ")
}

// typed is a command with its arguments as it is typed after sojt.
func typed(cmd *cobra.Command) string {
	return strings.TrimSuffix(spoken(cmd), cmd.Name()) + cmd.Use
}

// notEmpty takes any arguments but empty ones, which a shell makes of a variable that is not set.
func notEmpty(cmd *cobra.Command, args []string) error {
	if slices.Contains(args, "") {
		return usagef("see: "+cmd.CommandPath()+" --help", "an argument of sojt %s is empty", spoken(cmd))
	}
	return nil
}

// noFiles keeps the shell from offering names of files for arguments and flags that take none.
func noFiles(cmd *cobra.Command) {
	if cmd.ValidArgsFunction == nil && cmd.ValidArgs == nil && !strings.Contains(cmd.Use, "PATH") {
		cmd.ValidArgsFunction = cobra.NoFileCompletions
	}
	files := []string{"file", "roster", "evidence", "key", "output", "dir"}
	cmd.LocalFlags().VisitAll(func(f *pflag.Flag) {
		if _, completes := cmd.GetFlagCompletionFunc(f.Name); !completes && !slices.Contains(files, f.Name) {
			cmd.RegisterFlagCompletionFunc(f.Name, cobra.NoFileCompletions)
		}
	})
}

// misuse turns an error from before a command began into a usage error with the next step.
func misuse(cmd *cobra.Command, err error) error {
	if usage, ok := err.(*usageError); ok {
		return usage
	}
	first, rest, _ := strings.Cut(err.Error(), "\n")
	hint := fmt.Sprintf("see: %s --help", cmd.CommandPath())
	if _, near, ok := strings.Cut(rest, "Did you mean this?"); ok {
		return &usageError{first, fmt.Sprintf("did you mean %s?\n%s", strings.Join(strings.Fields(near), " or "), hint)}
	}
	if flag, ok := strings.CutPrefix(first, "unknown flag: --"); ok {
		if near := nearestFlag(cmd, flag); near != "" {
			hint = fmt.Sprintf("did you mean --%s?\n%s", near, hint)
		}
		return &usageError{fmt.Sprintf("sojt %s has no flag --%s", spoken(cmd), flag), hint}
	}
	return &usageError{plainValue(first), hint}
}

// plainValue says what a flag's value should have been, without the words of the parser.
func plainValue(message string) string {
	parts := regexp.MustCompile(`^invalid argument (".*") for ".*(--[a-z-]+)" flag: (?:strconv\.)?(\w+)`).FindStringSubmatch(message)
	if parts == nil {
		return message
	}
	want := "a whole number"
	if parts[3] == "ParseBool" {
		want = "true or false, or nothing"
	}
	return fmt.Sprintf("%s is %s, expected %s", parts[2], parts[1], want)
}

// nearestFlag is the flag that was meant: one that plays the same part here, or one written nearly so.
func nearestFlag(cmd *cobra.Command, name string) string {
	for _, alike := range [][]string{{"mentor", "by"}, {"date", "from", "on", "start"}, {"text", "note", "reason"}} {
		for _, other := range alike {
			if slices.Contains(alike, name) && other != name && cmd.Flags().Lookup(other) != nil {
				return other
			}
		}
	}
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	return text.Nearest(name, names)
}
