import { Anchor, Text } from '@mantine/core';
import { linkify } from './linkify';
import classes from './PlainText.module.css';

/** Text of people as they wrote it: line breaks stay, web addresses can be opened, nothing else has an effect. */
export function PlainText({ text }: { text: string }) {
  return (
    <Text component="span" size="sm" className={classes.text}>
      {linkify(text).map(({ text: piece, href }, i) =>
        href === undefined ? (
          piece
        ) : (
          <Anchor key={i} href={href} target="_blank" rel="noopener noreferrer" inherit underline="always" c="inherit">
            {piece}
          </Anchor>
        ),
      )}
    </Text>
  );
}
