package telegram

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"resellerbot/internal/chat"
)

// Updates as the Bot API's documentation and server write them.
func TestDecode(t *testing.T) {
	t.Parallel()
	const (
		from      = `"from":{"id":7,"is_bot":false,"first_name":"Ana","last_name":"Lima","language_code":"pt-br"}`
		private   = `"chat":{"id":7,"type":"private","first_name":"Ana"}`
		group     = `"chat":{"id":-1009,"type":"supergroup","title":"Sales","is_forum":true}`
		anonymous = `"from":{"id":1087968824,"is_bot":true,"first_name":"Group","username":"GroupAnonymousBot"},"sender_chat":{"id":-1009,"type":"supergroup","title":"Sales"},`
		head      = `{"update_id":1,"message":{"message_id":3,"date":1800000000,`
	)
	ana := chat.Person{ID: 7, Name: "Ana Lima", Language: "pt-br"}
	at := time.Unix(1_800_000_000, 0).UTC()
	for name, c := range map[string]struct {
		raw  string
		want chat.Input // zero: nothing to handle
	}{
		"text": {
			head + from + "," + private + `,"text":"<b>& 😀"}}`,
			chat.Input{Kind: chat.Said, Place: chat.Place{Chat: 7}, Private: true, Person: ana, Message: 3, Text: "<b>& 😀", At: at},
		},
		"command in a topic": {
			head + from + "," + group + `,"message_thread_id":5,"is_topic_message":true,"text":"/Trial@our_bot 60 😀","entities":[{"type":"bot_command","offset":0,"length":14}]}}`,
			chat.Input{Kind: chat.Said, Place: chat.Place{Chat: -1009, Thread: 5}, Person: ana, Message: 3, Text: "/Trial@our_bot 60 😀", Command: "trial", Args: "60 😀", At: at},
		},
		"a reply is no topic": {
			head + from + "," + group + `,"message_thread_id":5,"text":"hi"}}`,
			chat.Input{Kind: chat.Said, Place: chat.Place{Chat: -1009}, Person: ana, Message: 3, Text: "hi", At: at},
		},
		"another bot's command": {
			head + from + "," + group + `,"text":"/trial@other_bot","entities":[{"type":"bot_command","offset":0,"length":16}]}}`,
			chat.Input{Kind: chat.Said, Place: chat.Place{Chat: -1009}, Person: ana, Message: 3, Text: "/trial@other_bot", At: at},
		},
		"a forged entity": {
			head + from + "," + private + `,"text":"hi","entities":[{"type":"bot_command","offset":0,"length":0}]}}`,
			chat.Input{Kind: chat.Said, Place: chat.Place{Chat: 7}, Private: true, Person: ana, Message: 3, Text: "hi", At: at},
		},
		"sticker": {
			head + from + "," + private + `,"sticker":{"file_id":"a","file_unique_id":"b","type":"regular","width":1,"height":1,"is_animated":false,"is_video":false}}}`,
			chat.Input{Kind: chat.Other, Place: chat.Place{Chat: 7}, Private: true, Person: ana, Message: 3, At: at},
		},
		"a picture in private": {
			head + from + "," + private + `,"media_group_id":"134","caption":"sx_0123456789","photo":[{"file_id":"a","file_unique_id":"b","width":1,"height":1},{"file_id":"b2","file_unique_id":"c","file_size":900,"width":90,"height":90}]}}`,
			chat.Input{Kind: chat.Other, Place: chat.Place{Chat: 7}, Private: true, Person: ana, Message: 3, Text: "sx_0123456789", At: at, Album: "134", File: &chat.FileRef{ID: "b2", Size: 900, Type: "image/jpeg", Photo: true}},
		},
		"a file": {
			head + from + "," + private + `,"caption":"for today","document":{"file_id":"a","file_unique_id":"b","file_name":"list.txt","mime_type":"text/plain","file_size":12}}}`,
			chat.Input{Kind: chat.Other, Place: chat.Place{Chat: 7}, Private: true, Person: ana, Message: 3, Text: "for today", At: at, File: &chat.FileRef{ID: "a", Name: "list.txt", Size: 12, Type: "text/plain"}},
		},
		"a file that nothing is known of, in a topic": {
			head + from + "," + group + `,"message_thread_id":5,"is_topic_message":true,"document":{"file_id":"a","file_unique_id":"b"}}}`,
			chat.Input{Kind: chat.Other, Place: chat.Place{Chat: -1009, Thread: 5}, Person: ana, Message: 3, At: at, File: &chat.FileRef{ID: "a"}},
		},
		"a GIF of a group": {
			head + from + "," + group + `,"animation":{"file_id":"a","file_unique_id":"b","width":1,"height":1,"duration":1},"document":{"file_id":"a","file_unique_id":"b"}}}`,
			chat.Input{},
		},
		"an anonymous admin's file": {head + anonymous + group + `,"document":{"file_id":"a","file_unique_id":"b"}}}`, chat.Input{}},
		"a picture of a group, the largest of which is not the last": {
			head + from + "," + group + `,"caption":"our team","photo":[{"file_id":"a","file_unique_id":"b","width":90,"height":160},{"file_id":"a3","file_unique_id":"d","file_size":200000,"width":960,"height":1280},` +
				`{"file_id":"a2","file_unique_id":"c","file_size":9000,"width":320,"height":427}]}}`,
			chat.Input{Kind: chat.Other, Place: chat.Place{Chat: -1009}, Person: ana, Message: 3, Text: "our team", At: at, File: &chat.FileRef{ID: "a3", Size: 200_000, Type: "image/jpeg", Photo: true}},
		},
		"a voice message of a group": {head + from + "," + group + `,"voice":{"file_id":"a","file_unique_id":"b","duration":1}}}`, chat.Input{}},
		"a GIF in private": {
			head + from + "," + private + `,"animation":{"file_id":"a","file_unique_id":"b","width":1,"height":1,"duration":1},"document":{"file_id":"a","file_unique_id":"b"}}}`,
			chat.Input{Kind: chat.Other, Place: chat.Place{Chat: 7}, Private: true, Person: ana, Message: 3, At: at},
		},
		"forwarded from a channel": {
			head + from + "," + private + `,"forward_origin":{"type":"channel","date":1800000000,"message_id":4,"chat":{"id":-1007,"type":"channel","title":"News"}},"text":"hi"}}`,
			chat.Input{Kind: chat.Said, Place: chat.Place{Chat: 7}, Private: true, Person: ana, Message: 3, Text: "hi", At: at, Origin: -1007},
		},
		"a video forwarded from a group's admin": {
			head + from + "," + group + `,"forward_origin":{"type":"chat","date":1800000000,"sender_chat":{"id":-1008,"type":"supergroup","title":"Sales"}},"video":{"file_id":"a","file_unique_id":"b","width":1,"height":1,"duration":1}}}`,
			chat.Input{Kind: chat.Other, Place: chat.Place{Chat: -1009}, Person: ana, Message: 3, At: at, Origin: -1008},
		},
		"forwarded from a person": {
			head + from + "," + private + `,"forward_origin":{"type":"hidden_user","date":1800000000,"sender_user_name":"Bo"},"text":"hi"}}`,
			chat.Input{Kind: chat.Said, Place: chat.Place{Chat: 7}, Private: true, Person: ana, Message: 3, Text: "hi", At: at},
		},
		"a picture of a group, with a key": {
			head + from + "," + group + `,"caption":"look: sx_0123456789","document":{"file_id":"a","file_unique_id":"b"}}}`,
			chat.Input{Kind: chat.Other, Place: chat.Place{Chat: -1009}, Person: ana, Message: 3, Text: "look: sx_0123456789", At: at, File: &chat.FileRef{ID: "a"}},
		},
		"changed": {strings.Replace(head, "message", "edited_message", 1) + from + "," + private + `,"edit_date":1800000001,"text":"/renew ana"}}`, chat.Input{}},
		"changed, and a key now": {
			strings.Replace(head, "message", "edited_message", 1) + from + "," + group + `,"edit_date":1800000001,"text":"sx_0123456789"}}`,
			chat.Input{Kind: chat.Edited, Place: chat.Place{Chat: -1009}, Message: 3, Text: "sx_0123456789", At: at},
		},
		"a caption changed, and a key now": {
			strings.Replace(head, "message", "edited_message", 1) + from + "," + private + `,"caption":"sx_0123456789","photo":[{"file_id":"a","file_unique_id":"b","width":1,"height":1}]}}`,
			chat.Input{Kind: chat.Edited, Place: chat.Place{Chat: 7}, Private: true, Message: 3, Text: "sx_0123456789", At: at},
		},
		"another bot changed its own": {strings.Replace(head, "message", "edited_message", 1) + `"from":{"id":8,"is_bot":true,"first_name":"B"},` + group + `,"text":"sx_0123456789"}}`, chat.Input{}},
		"an anonymous admin's command": {
			head + anonymous + group + `,"text":"/renew@our_bot ana","entities":[{"type":"bot_command","offset":0,"length":14}]}}`,
			chat.Input{Kind: chat.Unnamed, Place: chat.Place{Chat: -1009}, Message: 3, Text: "/renew@our_bot ana", Command: "renew", Args: "ana", At: at},
		},
		"an anonymous admin's key": {
			head + anonymous + group + `,"text":"sx_0123456789"}}`,
			chat.Input{Kind: chat.Unnamed, Place: chat.Place{Chat: -1009}, Message: 3, Text: "sx_0123456789", At: at},
		},
		"an anonymous admin's small talk": {head + anonymous + group + `,"text":"hi"}}`, chat.Input{}},
		"a command in the group's channel": {
			head + `"is_automatic_forward":true,"from":{"id":777000,"is_bot":false,"first_name":"Telegram"},"sender_chat":{"id":-1007,"type":"channel"},` + group +
				`,"text":"/start","entities":[{"type":"bot_command","offset":0,"length":6}]}}`,
			chat.Input{},
		},
		"somebody joined":   {head + from + "," + group + `,"new_chat_members":[{"id":8,"is_bot":false,"first_name":"Bo"}]}}`, chat.Input{}},
		"another bot":       {head + `"from":{"id":8,"is_bot":true,"first_name":"B"},` + group + `,"text":"hi"}}`, chat.Input{}},
		"a channel":         {`{"update_id":1,"channel_post":{"message_id":3,"date":1,"chat":{"id":-1007,"type":"channel"},"text":"x"}}`, chat.Input{}},
		"an unknown update": {`{"update_id":1,"something_new":{"a":1}}`, chat.Input{}},
		"migrated": {
			head + from + `,"chat":{"id":-9,"type":"group"},"migrate_to_chat_id":-1009}}`,
			chat.Input{Kind: chat.Migrated, Place: chat.Place{Chat: -9}, Message: 3, NewChat: -1009, At: at},
		},
		"tap": {
			`{"update_id":1,"callback_query":{"id":"44",` + from + `,"chat_instance":"1","data":"d.7","message":{"message_id":3,"date":1800000000,` + private + `,"text":"menu"}}}`,
			chat.Input{Kind: chat.Tapped, Place: chat.Place{Chat: 7}, Private: true, Person: ana, Message: 3, Data: "d.7", Query: "44"},
		},
		"tap on what cannot be seen any more": {
			`{"update_id":1,"callback_query":{"id":"44",` + from + `,"chat_instance":"1","data":"d.7","message":{"message_id":3,"date":0,` + private + `}}}`,
			chat.Input{Kind: chat.Tapped, Place: chat.Place{Chat: 7}, Private: true, Person: ana, Message: 3, Data: "d.7", Query: "44"},
		},
		"tap on an inline message": {`{"update_id":1,"callback_query":{"id":"44",` + from + `,"inline_message_id":"x","chat_instance":"1","data":"d"}}`, chat.Input{}},
		"blocked": {
			`{"update_id":1,"my_chat_member":{` + private + `,` + from + `,"date":1800000000,"old_chat_member":{"status":"member","user":{"id":9,"is_bot":true,"first_name":"B"}},"new_chat_member":{"status":"kicked","until_date":0,"user":{"id":9,"is_bot":true,"first_name":"B"}}}}`,
			chat.Input{Kind: chat.Blocked, Place: chat.Place{Chat: 7}, Private: true, Person: ana, At: at},
		},
	} {
		in, ok, err := decode([]byte(c.raw), "our_bot")
		if err != nil || ok != (c.want.Kind != "") {
			t.Errorf("%s: ok %v, err %v", name, ok, err)
			continue
		}
		if c.want.Update = 1; !ok {
			continue
		}
		ignore := cmpopts.IgnoreFields(chat.Input{}, "At")
		if c.want.Kind != chat.Tapped {
			ignore = cmpopts.IgnoreFields(chat.Input{})
		}
		if diff := cmp.Diff(c.want, in, ignore); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}
