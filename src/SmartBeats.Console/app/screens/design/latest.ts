/** What the screen is told of a question that is asked again and again. */
export interface LatestSink<Answer> {
  onAnswer(answer: Answer): void;
  onFault(fault: unknown): void;
}

/**
 * Asks when typing rests, and hears only the latest answer: an older question is broken off, and what still comes of it is dropped.
 */
export function askLatest<Question, Answer>(ask: (question: Question, signal: AbortSignal) => Promise<Answer>, sink: LatestSink<Answer>, delayMs = 200) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: AbortController | null = null;

  function stop(): void {
    clearTimeout(timer);
    running?.abort();
    running = null;
  }

  async function start(question: Question): Promise<void> {
    const mine = new AbortController();
    running = mine;
    try {
      const answer = await ask(question, mine.signal);
      if (running === mine) { sink.onAnswer(answer); }
    } catch (fault) {
      if (running === mine && !mine.signal.aborted) { sink.onFault(fault); }
    }
  }

  return {
    put(question: Question, afterMs = delayMs): void {
      stop();
      timer = setTimeout(() => void start(question), afterMs);
    },
    stop,
  };
}
