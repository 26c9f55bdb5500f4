package main

import (
	"strings"

	"github.com/spf13/cobra"
)

// noFilesBelow is noFiles for a command and those beneath it.
func noFilesBelow(cmd *cobra.Command) {
	noFiles(cmd)
	for _, child := range cmd.Commands() {
		noFilesBelow(child)
	}
}

// family makes a command of the commands beneath it: by itself it does nothing but name them.
func family(parent *cobra.Command, children ...*cobra.Command) *cobra.Command {
	parent.AddCommand(children...)
	var names []string
	for _, child := range children {
		names = append(names, child.Name())
	}
	choice := "one of " + strings.Join(names, ", ")
	if len(names) == 1 {
		choice = "there is " + names[0]
	}
	parent.Args = func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return usagef("see: "+cmd.CommandPath()+" --help", "say what: %s", choice)
		}
		return unknown("sojt "+cmd.Name(), args[0], names, choice)
	}
	parent.RunE = func(*cobra.Command, []string) error { return nil } // its Args never let it come here
	return parent
}
