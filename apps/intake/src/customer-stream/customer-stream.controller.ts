import { Controller, Get, Headers, Param, Res } from '@nestjs/common';
import {
  ApiHeader,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
  ApiTags,
  ApiTooManyRequestsResponse,
} from '@nestjs/swagger';
import { lastEventIdHeader } from '@switchboard/contracts';
import type { StreamReply } from '@switchboard/runtime';
import { type Caller, teamOfChat } from '../channel-access/caller';
import { Callers, CurrentCaller } from '../channel-access/callers.decorator';
import { ChatPathDto } from '../show-chat/chat.dto';
import { problemAnswer } from '../show-chat/problem-answer';
import { CustomerStreams } from './customer-streams';

const description = `What happens in the chat, as server-sent events; \`id\` is the number of the event in the chat's feed.
Read it with \`fetch\` and an Authorization header.

- \`message\`: a message of the transcript, of either side, as \`GET …/messages\` gives it.
- \`chat\`: the chat as \`GET …/chats/{id}\` gives it, whenever routing has told something new of it. Changes that follow
  one another closely may come as one.
- \`activity\`: a side (\`customer\`, \`agent\`) is \`typing\`, or has \`read\` up to message \`seq\`. It is in no feed and has
  no \`id\`: what is told while nobody listens is not told again. Show \`typing\` for 6 seconds, or until that side's next
  message; one that comes with a lower \`seq\` than a message of that side is over. How far was read stands in
  \`GET …/messages\`, too.
- Without \`Last-Event-ID\` it begins now, with a \`ready\` event: \`{"number": 42}\`, the feed's current number. Open it
  first and read the chat and its transcript then, so that nothing falls in between.
- With \`Last-Event-ID\` it goes on behind that number, on every instance. When that is not possible (the feed keeps 24
  hours) there is one \`reset\` event, \`{"number": 42, "reason": "expired" | "unknown"}\`: reload, and go on from there.
- Every 15 seconds there is a comment; the \`id\` that comes with it moves Last-Event-ID on.
- It ends when the token expires, and when the reader does not keep up.`;

@ApiTags('messages')
@Controller('api/v1/intake/chats')
export class CustomerStreamController {
  constructor(private readonly streams: CustomerStreams) {}

  @Get(':id/stream')
  @Callers('customer')
  @ApiOperation({ operationId: 'readCustomerStream', summary: 'The stream of a customer', description })
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'Number of the last event seen' })
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ description: 'Events, until the stream ends', schema: { type: 'string' } })
  @ApiNotFoundResponse(problemAnswer('No such chat for this caller'))
  @ApiTooManyRequestsResponse(problemAnswer('Too many streams of this chat are open'))
  async read(
    @CurrentCaller() caller: Caller,
    @Param() { id }: ChatPathDto,
    @Headers(lastEventIdHeader) lastEventId: string | undefined,
    @Res() reply: StreamReply,
  ): Promise<void> {
    if (caller.kind !== 'customer') throw new Error('@Callers lets customers in only');
    teamOfChat(caller, id);
    await this.streams.open(caller, lastEventId, reply);
  }
}
