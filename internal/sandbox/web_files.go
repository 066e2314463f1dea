package sandbox

import "net/http"

// file sends a file; Text is its caption.
func (w *web) file(rw http.ResponseWriter, r *http.Request) {
	q, p, ok := w.read(rw, r)
	if !ok {
		return
	}
	if p == nil || q.Name == "" || len(q.Data) == 0 {
		http.Error(rw, "nobody, or nothing sent", http.StatusBadRequest)
		return
	}
	if g := w.in(q); g != nil {
		p.SendDocumentIn(g, 0, q.Name, q.Data, q.Text)
	} else {
		p.SendDocument(q.Name, q.Data, q.Text)
	}
	writeJSON(rw, true)
}

// photo sends a picture; Text is its caption.
func (w *web) photo(rw http.ResponseWriter, r *http.Request) {
	q, p, ok := w.read(rw, r)
	if !ok {
		return
	}
	kind := http.DetectContentType(q.Data)
	if p == nil || kind != "image/png" && kind != "image/jpeg" {
		http.Error(rw, "nobody, or no picture", http.StatusBadRequest)
		return
	}
	if g := w.in(q); g != nil {
		p.SendPhotoIn(g, 0, q.Data, q.Text)
	} else {
		p.SendPhoto(q.Data, q.Text)
	}
	writeJSON(rw, true)
}
