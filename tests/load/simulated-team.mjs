// A team's queue in simulated time: customers come, wait, perhaps give up; agents come, work and go. Whoever has to wait is
// told an estimate, by the very function that the service answers with, from the facts that the service would read.
import { estimateWait } from '@switchboard/routing';
import { EventQueue, random } from './event-queue.mjs';

export const HOUR = 3600;
const DAY = 24 * HOUR;
/** As apps/routing/src/read-position/pace.repository.ts reads them. */
const LAST = 100;
const HANDLE_SPAN = 7 * DAY;
const WAIT_SPAN = 4 * HOUR;
const COUNTED = 100;

/**
 * @typedef {object} Scenario
 * @property {{capacity: number, shifts: [from: number, to: number][]}[]} agents shifts in hours of the day
 * @property {(hour: number) => number} rate requests a second at an hour of the day
 * @property {(random: ReturnType<typeof random>) => number} handle seconds of one ownership
 * @property {number} [patience] mean seconds after which a customer gives up
 * @property {number} [reaction] mean seconds until an agent who has a place presses Assign; without it assignment is automatic
 */

export class SimulatedTeam {
  #events = new EventQueue();
  #random;
  #queue = [];
  #released = [];
  #over = [];
  #departures = [];
  /** Seconds that the last one waited who had to: what a predictor has to beat. */
  #lastWait = 0;
  #told = [];

  /** @param {Scenario} scenario  @param {number} seed the same gives the same */
  constructor(scenario, seed) {
    this.scenario = scenario;
    this.#random = random(seed);
    this.agents = scenario.agents.map((agent) => ({ ...agent, present: false, active: 0, reacting: false }));
  }

  /** What each was told who waited, and what came of it: `{estimated, lastWait, actual}` in seconds. */
  run(days) {
    for (let day = 0; day < days; day++) for (const agent of this.agents) this.#plan(agent, day * DAY);
    this.#nextRequest(Math.max(...Array.from({ length: 96 }, (_, i) => this.scenario.rate(i / 4))));
    this.#events.run(days * DAY);
    return this.#told;
  }

  #plan(agent, midnight) {
    for (const [from, to] of agent.shifts) {
      this.#events.at(midnight + from * HOUR, () => {
        agent.present = true;
        this.#fill();
      });
      this.#events.at(midnight + to * HOUR, () => (agent.present = false));
    }
  }

  /** A Poisson process whose rate changes, by thinning one of the highest rate. */
  #nextRequest(highest) {
    this.#events.in(this.#random.exponential(1 / highest), () => {
      if (this.#random() * highest < this.scenario.rate((this.#events.now / HOUR) % 24)) this.#request();
      this.#nextRequest(highest);
    });
  }

  #request() {
    const chat = { enqueuedAt: this.#events.now };
    this.#queue.push(chat);
    this.#fill();
    if (!this.#queue.includes(chat)) return;
    const position = this.#queue.length;
    if (position <= COUNTED) chat.estimated = estimateWait(position, this.#pace()).seconds;
    chat.lastWait = this.#lastWait;
    const { patience } = this.scenario;
    if (patience) this.#events.in(this.#random.exponential(patience), () => this.#giveUp(chat));
  }

  #giveUp(chat) {
    const place = this.#queue.indexOf(chat);
    if (place < 0) return;
    this.#queue.splice(place, 1);
    this.#over.push({ at: this.#events.now, waited: this.#events.now - chat.enqueuedAt, gaveUp: true });
  }

  #fill() {
    if (this.scenario.reaction) return this.#react();
    while (this.#queue.length > 0) {
      const free = this.agents.filter((agent) => this.#hasPlace(agent));
      if (free.length === 0) return;
      this.#assign(free.reduce((best, agent) => (agent.active < best.active ? agent : best)));
    }
  }

  #react() {
    if (this.#queue.length === 0) return;
    for (const agent of this.agents.filter((agent) => this.#hasPlace(agent) && !agent.reacting)) {
      agent.reacting = true;
      this.#events.in(this.#random.exponential(this.scenario.reaction), () => {
        agent.reacting = false;
        if (this.#queue.length > 0 && this.#hasPlace(agent)) this.#assign(agent);
        this.#react();
      });
    }
  }

  #hasPlace = (agent) => agent.present && agent.active < agent.capacity;

  #assign(agent) {
    const { enqueuedAt, estimated, lastWait } = this.#queue.shift();
    const { now } = this.#events;
    const actual = now - enqueuedAt;
    if (actual > 0) this.#lastWait = actual;
    if (estimated !== undefined && estimated !== null) this.#told.push({ estimated, lastWait, actual });
    this.#departures.push({ at: now, enqueuedAt, assignedAt: now });
    agent.active++;
    const seconds = this.scenario.handle(this.#random);
    this.#events.in(seconds, () => {
      agent.active--;
      this.#released.push({ at: now + seconds, seconds });
      this.#over.push({ at: now + seconds, waited: actual, gaveUp: false });
      this.#fill();
    });
  }

  /** The newest first, as the service reads them. */
  #lately(facts, span) {
    const since = this.#events.now - span;
    return facts
      .slice(-LAST)
      .reverse()
      .filter(({ at }) => at > since);
  }

  #pace() {
    const present = this.agents.filter((agent) => agent.present);
    const over = this.#lately(this.#over, WAIT_SPAN);
    return {
      automatic: !this.scenario.reaction,
      attended: present.length > 0,
      places: present.reduce((sum, { capacity }) => sum + capacity, 0),
      freePlaces: present.reduce((sum, { capacity, active }) => sum + Math.max(0, capacity - active), 0),
      handleSeconds: this.#lately(this.#released, HANDLE_SPAN).map(({ seconds }) => seconds),
      waited: {
        seconds: over.reduce((sum, { waited }) => sum + waited, 0),
        gaveUp: over.filter(({ gaveUp }) => gaveUp).length,
      },
      departures: this.#lately(this.#departures, WAIT_SPAN),
      now: this.#events.now,
      waitingSince: this.#queue[0].enqueuedAt,
    };
  }
}
