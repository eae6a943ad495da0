// SPDX-License-Identifier: Apache-2.0

// The clock of validators whose time is set from outside, for a test in which months pass: it goes from a moment of the
// past to the present, faster than time does, and never further. It takes the place of the system's clock where blocks
// are given their time and where the time of others' blocks is checked; each rule of the chain stays what it is.
package clique

import (
	"encoding/json"
	"math/rand"
	"os"
	"time"
)

// Names the file with the setting, the same for all validators of a network.
const clockVariable = "SUYUAN_CLOCK"

// Whoever is out of turn waits so much longer: blocks follow each other faster here than they reach everybody on a busy
// machine, and two branches of the same weight can stand still.
const outOfTurnPatience = time.Second

// At the moment `Real` the clock shows `Chain`, both in milliseconds since the epoch, and goes `Rate` times as fast.
type clockSetting struct {
	Real  int64 `json:"real"`
	Chain int64 `json:"chain"`
	Rate  int64 `json:"rate"`
}

// A validator without a setting must not seal anything: it would have the wrong time.
func readClock() clockSetting {
	text, err := os.ReadFile(os.Getenv(clockVariable))
	if err != nil {
		panic("moved clock: " + clockVariable + " names no file that can be read: " + err.Error())
	}
	var setting clockSetting
	if err := json.Unmarshal(text, &setting); err != nil || setting.Rate < 1 {
		panic("moved clock: the file that " + clockVariable + " names is no setting")
	}
	return setting
}

// What the clock shows, and how fast it goes.
func movedClock() (time.Time, int64) {
	now := time.Now()
	setting := readClock()
	moved := time.UnixMilli(setting.Chain + (now.UnixMilli()-setting.Real)*setting.Rate)
	if moved.After(now) {
		return now, 1
	}
	return moved, setting.Rate
}

func movedNow() time.Time {
	now, _ := movedClock()
	return now
}

// How long it is until the clock shows a time, in real time.
func untilMoved(moment time.Time) time.Duration {
	now, rate := movedClock()
	return moment.Sub(now) / time.Duration(rate)
}

func outOfTurnDelay(wiggle time.Duration) time.Duration {
	return outOfTurnPatience + time.Duration(rand.Int63n(int64(wiggle)))
}
