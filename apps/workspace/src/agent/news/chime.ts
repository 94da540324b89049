let audio: AudioContext | undefined;

/** No other tab of the agent sounds for the same thing within this time. */
const oneTabMs = 1_000;

/**
 * Sounds once for what several tabs hear at once: whichever is first. Browsers allow it once the person has done something
 * on the page; before that there is silence.
 * @param about what it is for, such as the chat's id
 */
export function chime(about: string): void {
  if (!navigator.userActivation?.hasBeenActive) return;
  // Only secure addresses have it.
  if (!('locks' in navigator)) return sound();
  void navigator.locks.request(`switchboard.chime.${about}`, { ifAvailable: true }, async (lock) => {
    if (!lock) return;
    sound();
    await new Promise((resolve) => setTimeout(resolve, oneTabMs));
  });
}

/** Two short tones. */
function sound(): void {
  audio ??= new AudioContext();
  // Browsers put it to sleep, as when the machine slept.
  if (audio.state === 'suspended') void audio.resume();
  for (const [at, frequency] of [
    [0, 660],
    [0.12, 880],
  ] as const) {
    const [tone, volume] = [audio.createOscillator(), audio.createGain()];
    const start = audio.currentTime + at;
    tone.frequency.value = frequency;
    volume.gain.setValueAtTime(0.12, start);
    volume.gain.exponentialRampToValueAtTime(0.001, start + 0.25);
    tone.connect(volume).connect(audio.destination);
    tone.start(start);
    tone.stop(start + 0.25);
  }
}
