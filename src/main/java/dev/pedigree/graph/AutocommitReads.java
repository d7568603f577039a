package dev.pedigree.graph;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import org.neo4j.driver.AccessMode;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Query;
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;
import org.neo4j.driver.SessionConfig;
import org.neo4j.driver.Transaction;
import org.neo4j.driver.TransactionConfig;
import org.neo4j.driver.Value;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;

/**
 * Sends every query of a read-only transaction as a transaction of its own, with the same
 * time limit. The store isolates queries, not transactions (read committed): begin and
 * commit would cost two round trips and guarantee nothing.
 */
@Component
class AutocommitReads implements BeanPostProcessor {

	@Override
	public Object postProcessAfterInitialization(Object bean, String name) {
		return (bean instanceof Driver driver) ? proxy(Driver.class,
				(method, args) -> (args != null && args.length == 1 && args[0] instanceof SessionConfig config
						&& config.defaultAccessMode() == AccessMode.READ) ? reading(driver.session(config))
								: call(driver, method, args))
				: bean;
	}

	private static Session reading(Session session) {
		return proxy(Session.class,
				(method, args) -> (method.getName().equals("beginTransaction") && args != null && args.length == 1)
						? reads(session, (TransactionConfig) args[0]) : call(session, method, args));
	}

	private static Transaction reads(Session session, TransactionConfig config) {
		AtomicBoolean open = new AtomicBoolean(true);
		return proxy(Transaction.class, (method, args) -> switch (method.getName()) {
			case "run" -> session.run(query(args), limited(config));
			case "isOpen" -> open.get();
			case "commit", "rollback", "close" -> {
				open.set(false);
				yield null;
			}
			default -> call(session, method, args);
		});
	}

	@SuppressWarnings("unchecked")
	private static Query query(Object[] args) {
		return switch (args[0]) {
			case Query query -> query;
			case Object text when args.length == 1 -> new Query((String) text);
			case Object text -> switch (args[1]) {
				case Value parameters -> new Query((String) text, parameters);
				case Record parameters -> new Query((String) text, parameters.asMap());
				case Object parameters -> new Query((String) text, (Map<String, Object>) parameters);
			};
		};
	}

	/** The request may have less time left than one query may take. */
	private static TransactionConfig limited(TransactionConfig config) {
		Duration timeout = config.timeout();
		return (timeout == null) ? config
				: TransactionConfig.builder()
					.withMetadata(config.metadata())
					.withTimeout(Deadline.limit(timeout))
					.build();
	}

	private static Object call(Object target, Method method, Object[] args) throws Throwable {
		try {
			return method.invoke(target, args);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

	private static <T> T proxy(Class<T> type, Calls calls) {
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
				(_, method, args) -> calls.answer(method, args)));
	}

	private interface Calls {

		@Nullable Object answer(Method method, Object[] args) throws Throwable;

	}

}
