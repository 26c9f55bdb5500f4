package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"
)

// oneOf checks a flag that takes one of a few words.
func oneOf(flag, value string, words []string) error {
	if slices.Contains(words, value) {
		return nil
	}
	hint := "one of " + strings.Join(words, ", ")
	if near := nearest(value, words); near != "" {
		hint = "did you mean " + near + "?\n" + hint
	}
	return usagef(hint, "--%s is %q", flag, value)
}

// completeWords completes a flag that takes one of a few words.
func completeWords(cmd *cobra.Command, flag string, words ...string) {
	cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp))
}
