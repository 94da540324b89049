// What intake's page for frames loads, under this one name. It listens at once, so that the embedding page knows by the end
// of loading whether the frame is there at all, and loads the rest.
import { Embedding } from './embedding';

const embedding = new Embedding(window);
embedding.start();
import('./show-embedded')
  .then(({ showEmbedded }) => showEmbedded(embedding))
  .catch((error: unknown) => embedding.fail(error));
