package main

import (
	"strings"

	"github.com/spf13/cobra"
)

func newCompletionCmd(a *app) *cobra.Command {
	shells := []string{"bash", "zsh", "fish", "powershell"}
	return &cobra.Command{
		Use:   "completion SHELL",
		Short: "Write a shell completion script",
		Long: `Writes a script that lets your shell complete commands, learners, roles, a learner's competencies,
mentors and formats, with their titles. SHELL is ` + strings.Join(shells, ", ") + `.`,
		Example: `  source <(sojt completion bash)
  sojt completion zsh > "${fpath[1]}/_sojt"
  sojt completion fish > ~/.config/fish/completions/sojt.fish`,
		Args:      needs("SHELL"),
		ValidArgs: shells,
		RunE: func(cmd *cobra.Command, args []string) error {
			root, out := cmd.Root(), a.env.stdout
			switch args[0] {
			case "bash":
				return root.GenBashCompletionV2(out, true)
			case "zsh":
				return root.GenZshCompletion(out)
			case "fish":
				return root.GenFishCompletion(out, true)
			case "powershell":
				return root.GenPowerShellCompletionWithDesc(out)
			}
			return unknown("shell", args[0], shells, "one of "+strings.Join(shells, ", "))
		},
	}
}
