package text

import "golang.org/x/text/encoding/charmap"

// Windows1252 is the text of bytes in the code page of western Windows, which spreadsheets write where
// they do not write UTF-8; a byte that means nothing there is U+FFFD.
func Windows1252(data []byte) string {
	s, err := charmap.Windows1252.NewDecoder().String(string(data))
	if err != nil {
		panic(err) // every byte has its rune
	}
	return s
}
