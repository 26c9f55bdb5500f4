package main

import (
	"fmt"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// version is set at link time by a release; else build info says what this is.
var version string

func newVersionCmd(a *app) *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "Say which sojt this is",
		Long:    `Prints the version, the commit it was built from where that is known, and the Go version.`,
		Example: `  sojt version`,
		Args:    needs(),
		RunE:    func(*cobra.Command, []string) error { return runVersion(a) },
	}
}

func runVersion(a *app) error {
	info, _ := debug.ReadBuildInfo()
	_, err := fmt.Fprintln(a.env.stdout, "sojt "+built(version, info))
	return err
}

// built is the version in words.
func built(version string, info *debug.BuildInfo) string {
	if info == nil {
		return version
	}
	if version == "" {
		version = info.Main.Version
	}
	if version == "" || version == "(devel)" {
		version = "devel"
	}
	settings := map[string]string{}
	for _, s := range info.Settings {
		settings[s.Key] = s.Value
	}
	if commit := settings["vcs.revision"]; len(commit) >= 12 {
		version += " " + commit[:12]
		if settings["vcs.modified"] == "true" {
			version += " with changes"
		}
	}
	return version + " " + info.GoVersion
}
