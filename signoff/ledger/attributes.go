package ledger

import (
	"context"

	"sojt/signoff/git"
)

// AttributesFile is where the merge rule stands, in the program's folder.
const AttributesFile = ".gitattributes"

// MergeRule lets git merge learner files line by line, with one line end everywhere (SPEC 2).
const MergeRule = "learners/** text eol=lf merge=union"

// Attributes gives the attributes merge and eol that git gives learner files: "union" and "lf" where
// all is well.
func Attributes(ctx context.Context, repo *git.Repo) (merge, eol string, err error) {
	const probe = "learners/x/x.yaml"
	values, err := repo.Attributes(ctx, []string{"merge", "eol"}, probe)
	if err != nil {
		return "", "", err
	}
	return values[0][0], values[0][1], nil
}
