import { Controller, Get, Headers, Res } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { lastEventIdHeader } from '@switchboard/contracts';
import { CurrentPrincipal, type Principal, Problem, Roles, type StreamReply } from '@switchboard/runtime';
import { OpenStreams } from './open-streams';

const description = `What the agents of the team must hear, as server-sent events: \`id\` is the number of the event in
the team's feed, \`event\` the topic, \`data\` the CloudEvent. Read it with \`fetch\` and an Authorization header.

- What is said in a chat is for its owner alone. \`chat.message\` carries the number in the transcript, without gaps. Read the
  chat's messages at intake, behind the last number you have, whenever \`chat.assigned\` makes a chat yours, however you
  learned of it before: what was said until then may have been told to nobody. From there on the stream brings each.
- \`chat.activity\`: a side of one of the agent's own chats is \`typing\`, or has \`read\` up to message \`seq\`. It is in no
  feed and has no \`id\`: what is told while nobody listens is not told again. Show \`typing\` for 6 seconds, or until that
  side's next message; one that comes with a lower \`seq\` than a message of that side is over. How far was read stands in
  intake's transcript, too.
- Holding the stream is what makes an agent connected. Accounts that are managers only watch.
- Without \`Last-Event-ID\` it begins now, with a \`ready\` event: \`{"number": 42}\`, the feed's current number.
- With \`Last-Event-ID\` it goes on behind that number, on every instance. When that is not possible (the feed keeps 24
  hours) there is one \`reset\` event, \`{"number": 42, "reason": "expired" | "unknown"}\`: reload, and go on from there.
- Every 15 seconds there is a comment; the \`id\` that comes with it moves Last-Event-ID on.
- It ends when the token expires, when the account is deactivated, and when the reader does not keep up. To stay
  connected over the renewal of the token, open the next stream before this one ends.`;

@ApiTags('stream')
@Controller('api/v1/notification/stream')
export class StreamController {
  constructor(private readonly streams: OpenStreams) {}

  @Get()
  @Roles('agent', 'manager')
  @ApiOperation({ operationId: 'readStream', summary: 'The stream of an agent', description })
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'Number of the last event seen' })
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ description: 'Events, until the stream ends', schema: { type: 'string' } })
  async read(
    @CurrentPrincipal() principal: Principal,
    @Headers(lastEventIdHeader) lastEventId: string | undefined,
    @Res() reply: StreamReply,
  ): Promise<void> {
    if (principal.kind !== 'account') throw new Problem('AUTH.FORBIDDEN');
    await this.streams.open(principal, lastEventId, reply);
  }
}
